import { titled } from '@/app/preferences';
import { FlowEditor } from '@/components/flow-editor';

export const generateMetadata = titled('editor.title');

export default async function FlowEditorPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <FlowEditor key={id} flowId={id} />;
}
