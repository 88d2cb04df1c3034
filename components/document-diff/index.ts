export { changeSummary, totalChanges } from './change-summary';
export { SignMark } from './diff-entry-view';
export type { DiffSign } from './diff-sections';
export { DocumentDiffView } from './document-diff';
export { TriggerEffectList } from './trigger-effect-list';
export { triggerEffects } from './trigger-effects';
export { useRevisionDocument } from './use-revision-document';
