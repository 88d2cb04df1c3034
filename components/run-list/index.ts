export { RunList } from './run-list';
