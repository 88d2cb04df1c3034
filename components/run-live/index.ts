export { applyFrame, applyFrames } from './apply-frame';
export { bodySizes, type ItemProgress, itemProgress } from './item-progress';
export { type FollowState, RunFollower } from './run-follower';
export { hasEnded, isSettled, type RunView, type TextTail } from './run-view';
export { sumUsage } from './sum-usage';
export { useRunFollower, useRunLive } from './use-run-live';
