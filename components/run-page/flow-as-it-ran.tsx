'use client';

import dynamic from 'next/dynamic';
import type { RunView } from '@/components/run-live';
import type { FlowDocument } from '@/lib/dsl/document';

/** The drawing measures the window, so it is made in the browser only. */
const RunCanvas = dynamic(() => import('@/components/canvas/run-canvas').then((module) => module.RunCanvas), { ssr: false });

/** The frozen drawing of a run with the state of each task on it. */
export function FlowAsItRan(props: {
  document: FlowDocument;
  tasks: RunView['tasks'];
  tails: RunView['tails'];
  selectedPath: string | null;
  onSelect: (path: string | null) => void;
}) {
  const { document, ...rest } = props;
  return <RunCanvas dsl={document} {...rest} />;
}
