'use client';

import { useMemo } from 'react';
import { toDocument } from '@/components/run-page/node-names';
import type { CodeFailure } from '@/components/schema-form';
import { nodeIndex } from '@/lib/dsl/graph';
import type { JsonObject } from '@/lib/std/json';
import { useRun } from './editor-context';
import { shownRun } from './run-state';

/** Where the node's code failed in the run that is shown, the latest of its tasks first; null where it did not, or names no line. */
export function useCodeFailure(nodeId: string | null): CodeFailure | null {
  const view = useRun(shownRun);
  return useMemo(() => {
    if (!view || nodeId === null) return null;
    const failed = [...view.tasks.values()].findLast((task) => task.nodeId === nodeId && task.error?.line !== undefined);
    const node = failed && nodeIndex(toDocument(view.run.dsl)).get(nodeId)?.node;
    if (!node || failed.error?.line === undefined) return null;
    // A node is JSON: the interfaces of its parts have no index signature to say so.
    return { line: failed.error.line, message: failed.error.message, ran: node as unknown as JsonObject };
  }, [view, nodeId]);
}
