'use client';

import { ConflictDialog } from './conflict-dialog';
import { useUi } from './editor-context';
import { ImportIntoDraft } from './import-into-draft';
import { NodeSearch } from './node-search';
import { PublishDialog } from './publish-dialog';
import { RunDialog } from './run-dialog';

/** The dialog that is open, if any. Each is made anew when it opens, so that it begins with what is true then. */
export function EditorDialogs() {
  const dialog = useUi((state) => state.dialog);
  if (dialog === 'search') return <NodeSearch />;
  if (dialog === 'run') return <RunDialog />;
  if (dialog === 'publish') return <PublishDialog />;
  if (dialog === 'import') return <ImportIntoDraft />;
  return dialog === 'conflict' ? <ConflictDialog /> : null;
}
