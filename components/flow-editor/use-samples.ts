'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useApi } from '@/components/api';
import { hasEnded } from '@/components/run-live';
import { mayHaveRun, nodeIndex } from '@/lib/dsl/graph';
import type { Json } from '@/lib/std/json';
import { useEditor, useRun, useTools, useUi } from './editor-context';
import { scopePathOf, shownRun } from './run-state';
import { useFlowFacts } from './use-settings';

/** Nodes whose last output is asked for; those further away offer what their type declares. */
const MAX_NODES = 20;

/** What the last run held: its inputs, and the outputs of the nodes a node may read (null: of all nodes of the top level). */
export function useSamples(nodeId: string | null): { samples: ReadonlyMap<string, Json>; lastInputs: Json | undefined } {
  const api = useApi();
  const run = useLastRun();
  const paths = useReadablePaths(nodeId).filter(({ path }) => run?.withOutput.has(path));
  const outputs = useQueries({
    queries: paths.slice(0, MAX_NODES).map(({ id, path }) => ({
      queryKey: ['sample', run?.id, path],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<[string, Json]> => {
        const task = await api.call('getTask', { params: { runId: run?.id ?? '' }, query: { path }, signal });
        return [id, task.output];
      },
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  });
  return { samples: new Map(outputs), lastInputs: run?.inputs };
}

interface LastRun {
  id: string;
  inputs: Json;
  /** Paths of the task runs that left an output. */
  withOutput: ReadonlySet<string>;
}

/** The run shown once it ended, else the one before; null where the flow never ran. */
function useLastRun(): LastRun | null {
  const api = useApi();
  const { flowId } = useTools();
  const { data: facts } = useFlowFacts(flowId);
  const shown = useRun(shownRun);
  const endedId = shown && hasEnded(shown.run) ? shown.run.id : null;
  const lastId = facts?.lastRuns.findLast((dot) => dot.durationMs !== null)?.runId;
  const runId = endedId ?? lastId ?? null;
  const { data } = useQuery({
    queryKey: ['sample-run', runId],
    queryFn: async ({ signal }): Promise<LastRun> => {
      const params = { runId: runId ?? '' };
      const [run, tasks] = await Promise.all([
        api.call('getRun', { params, signal }),
        api.call('listTasks', { params, query: { limit: 500 }, signal }),
      ]);
      const withOutput = new Set(tasks.items.filter((task) => task.hasOutput).map((task) => task.path));
      return { id: run.id, inputs: run.inputs, withOutput };
    },
    enabled: runId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}

/** The nodes a node may read, each at the item that is looked at. */
function useReadablePaths(nodeId: string | null): { id: string; path: string }[] {
  const document = useEditor((state) => state.document);
  const items = useUi((state) => state.items);
  const index = nodeIndex(document);
  const scopeOf = (id: string) => index.get(id)?.scope ?? null;
  const readable = nodeId === null ? document.nodes.map((node) => node.id) : [...mayHaveRun(document, nodeId)];
  return readable.map((id) => {
    const scopePath = scopePathOf(scopeOf(id), scopeOf, items);
    return { id, path: scopePath === '' ? id : `${scopePath}/${id}` };
  });
}
