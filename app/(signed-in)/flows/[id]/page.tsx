import type { Metadata } from 'next';
import { FlowEditor } from '@/components/flow-editor';
import { createTranslator } from '@/lib/i18n';

export const metadata: Metadata = { title: createTranslator('en')('editor.title') };

export default async function FlowEditorPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <FlowEditor key={id} flowId={id} />;
}
