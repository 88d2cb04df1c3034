export { createBellOrchestrator } from './bell-orchestrator';
export type { Orchestrator } from './orchestrator';
