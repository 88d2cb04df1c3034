'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import { mayHaveRun, nodeIndex } from '@/lib/dsl/graph';
import type { Json } from '@/lib/std/json';
import { useEditor, useRun, useTools, useUi } from './editor-context';
import { isRunGoingOn, scopePathOf } from './run-state';
import { useFlowFacts } from './use-settings';

/** Nodes whose last output is asked for; those further away offer what their type declares. */
const MAX_NODES = 20;

/** What the last run held: its inputs, and the outputs of the nodes a node may read (null: of all nodes of the top level). */
export function useSamples(nodeId: string | null): { samples: ReadonlyMap<string, Json>; lastInputs: Json | undefined } {
  const api = useApi();
  const { flowId } = useTools();
  const { data: facts } = useFlowFacts(flowId);
  const shownId = useRun((state) => state.runId);
  const isGoingOn = useRun(isRunGoingOn);
  const runId = shownId ?? facts?.lastRuns.at(-1)?.runId ?? null;
  const document = useEditor((state) => state.document);
  const items = useUi((state) => state.items);
  const index = nodeIndex(document);
  const readable = nodeId === null ? document.nodes.map((node) => node.id) : [...mayHaveRun(document, nodeId)];
  const scopeOf = (id: string) => index.get(id)?.scope ?? null;
  const run = useQuery({
    queryKey: ['sample-inputs', runId],
    queryFn: async ({ signal }) => (await api.call('getRun', { params: { runId: runId ?? '' }, signal })).inputs,
    enabled: runId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const outputs = useQueries({
    queries: readable.slice(0, MAX_NODES).map((id) => {
      const scopePath = scopePathOf(scopeOf(id), scopeOf, items);
      const path = scopePath === '' ? id : `${scopePath}/${id}`;
      return {
        queryKey: ['sample', runId, path, isGoingOn],
        queryFn: async ({ signal }: { signal: AbortSignal }): Promise<[string, Json]> => {
          const task = await api.call('getTask', { params: { runId: runId ?? '' }, query: { path }, signal });
          return [id, task.output];
        },
        enabled: runId !== null && !isGoingOn,
        staleTime: Number.POSITIVE_INFINITY,
        // A node that did not run in that run has no sample; that is no error here.
        retry: false,
      };
    }),
    combine: (results) => results.flatMap(({ data }) => (data && data[1] !== null ? [data] : [])),
  });
  return { samples: new Map(outputs), lastInputs: run.data };
}
