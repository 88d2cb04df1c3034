'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { useApi, useLive } from '@/components/api';
import { type FollowState, RunFollower } from './run-follower';

/** Follows a run while the component is mounted: its state, and ways to read it again. */
export function useRunLive(runId: string): { state: FollowState; reload: () => void; refresh: () => Promise<void> } {
  const follower = useRunFollower(runId);
  const state = useSyncExternalStore(follower.subscribe, follower.getState, getLoading);
  return { state, reload: follower.reload, refresh: follower.refresh };
}

/** The follower itself, for stores that listen to it. It works while somebody listens. */
export function useRunFollower(runId: string): RunFollower {
  const api = useApi();
  const live = useLive();
  return useMemo(() => new RunFollower(runId, api, live), [runId, api, live]);
}

const LOADING: FollowState = { status: 'loading' };

function getLoading(): FollowState {
  return LOADING;
}
