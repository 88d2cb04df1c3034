'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import type { TaskRunView } from '@/lib/contracts/runs';

/** One task run with its values, read again whenever it moves on. */
export function useTask(runId: string, task: TaskRunView) {
  const api = useApi();
  return useQuery({
    queryKey: ['task', runId, task.path, task.attempt, task.status],
    queryFn: ({ signal }) => api.call('getTask', { params: { runId }, query: { path: task.path }, signal }),
    placeholderData: keepPreviousData,
  });
}
