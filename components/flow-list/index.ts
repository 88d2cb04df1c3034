export { FlowList } from './flow-list';
