'use client';

import { useEffect, useMemo, useState } from 'react';
import { bodySizes, itemProgress } from '@/components/run-live';
import type { TaskRunView } from '@/lib/contracts/runs';
import { type FlowDocument, scopeBody } from '@/lib/dsl/document';
import { catalog } from '@/lib/nodes/catalog';
import { CanvasView } from './canvas-view';
import { createCanvasOverlay, pathOf } from './overlay';

/** A run's frozen document with the state of each task on it. Read-only; `path` is a task's. */
export interface RunCanvasProps {
  dsl: FlowDocument;
  tasks: ReadonlyMap<string, TaskRunView>;
  tails: ReadonlyMap<string, { text: string }>;
  selectedPath: string | null;
  onSelect: (path: string | null) => void;
}

const NO_ISSUES = new Map();

/** The flow as it ran. Opening the body of a scope node shows its first item, or the one the selected task belongs to. */
export function RunCanvas({ dsl, tasks, tails, selectedPath, onSelect }: RunCanvasProps) {
  const [overlay] = useState(createCanvasOverlay);
  const scopePath = selectedPath?.includes('/') ? selectedPath.slice(0, selectedPath.lastIndexOf('/')) : '';
  const scope = scopeOf(scopePath);
  const running = useMemo(() => [...tasks.values()].some((task) => task.status === 'RUNNING' || task.status === 'WAITING'), [tasks]);
  const sizes = useMemo(() => bodySizes(dsl), [dsl]);
  useEffect(
    () => overlay.setState({ tasks, tails, scopePath, running, progress: itemProgress(tasks, sizes) }),
    [overlay, tasks, tails, scopePath, running, sizes],
  );
  const selection = useMemo(
    () => new Set(selectedPath === null ? [] : [selectedPath.slice(selectedPath.lastIndexOf('/') + 1)]),
    [selectedPath],
  );
  return (
    <CanvasView
      document={dsl}
      scope={scope}
      catalog={catalog}
      selection={selection}
      overlay={overlay}
      issues={NO_ISSUES}
      readOnly
      onSelect={(ids) => {
        const id = ids.at(-1);
        if (id !== undefined) onSelect(pathOf({ scopePath }, id));
        else if (scopePath === '') onSelect(null);
      }}
      onOpenBody={(nodeId) => {
        const first = firstInside(dsl, nodeId);
        if (first !== null) onSelect(`${pathOf({ scopePath }, nodeId)}[0]/${first}`);
      }}
    />
  );
}

/** The scope node of `outer[0]/inner[2]`: `inner`; null at the top level. */
function scopeOf(scopePath: string): string | null {
  if (scopePath === '') return null;
  const last = scopePath.slice(scopePath.lastIndexOf('/') + 1);
  return last.slice(0, last.lastIndexOf('['));
}

function firstInside(dsl: FlowDocument, nodeId: string): string | null {
  const queue = [...dsl.nodes];
  for (let node = queue.shift(); node; node = queue.shift()) {
    if (node.id === nodeId) return scopeBody(node)?.nodes[0]?.id ?? null;
    queue.push(...(scopeBody(node)?.nodes ?? []));
  }
  return null;
}
