'use client';

import dynamic from 'next/dynamic';
import { EditorSkeleton } from './editor-skeleton';

/** The canvas measures the page, so that the editor is made in the browser only. */
const EditorPage = dynamic(() => import('./editor-page').then((module) => module.EditorPage), {
  ssr: false,
  loading: () => <EditorSkeleton />,
});

/** The editor of one flow. */
export function FlowEditor({ flowId }: { flowId: string }) {
  return <EditorPage flowId={flowId} />;
}
