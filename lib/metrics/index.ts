export { createRunCounter, type RunCount } from './count-runs';
export { type Metric, PROMETHEUS_TYPE, toPrometheus } from './prometheus';
