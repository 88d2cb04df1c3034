export { FlowVersions } from './flow-versions';
