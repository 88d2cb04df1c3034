export { FlowEditor } from './flow-editor';
