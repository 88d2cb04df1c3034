'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import type { FlowDetail, RevisionView } from '@/lib/contracts/flows';
import type { KeptDraft } from './kept-draft';
import { RestoreDialog } from './restore-dialog';
import { RollBackDialog } from './roll-back-dialog';
import { useDraftExchange } from './use-draft-exchange';

interface VersionActions {
  /** Asks, then sends all traffic to a revision. */
  rollBack: (revision: RevisionView) => void;
  /** Makes a revision the draft; asks where the draft is in no revision. */
  restore: (revision: RevisionView) => void;
  kept: KeptDraft | null;
  /** Exchanges the draft for the one that is kept. */
  putBack: () => void;
  forgetKept: () => void;
}

const ActionsContext = createContext<VersionActions | null>(null);

/** What can be done with the revisions of a flow. */
export function useVersionActions(): VersionActions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error('Wrap this in a VersionActionsProvider');
  return actions;
}

/** Gives everything below it the actions, and shows the questions they ask. */
export function VersionActionsProvider({
  flow,
  revisions,
  children,
}: {
  flow: FlowDetail;
  revisions: readonly RevisionView[];
  children: ReactNode;
}) {
  const [target, setTarget] = useState<RevisionView | null>(null);
  const exchange = useDraftExchange(flow.id, revisions);
  const { restore, kept, putBack, forgetKept } = exchange;
  return (
    <ActionsContext.Provider value={{ rollBack: setTarget, restore, kept, putBack, forgetKept }}>
      {children}
      {target && <RollBackDialog flow={flow} revisions={revisions} target={target} onClose={() => setTarget(null)} />}
      {exchange.asked && (
        <RestoreDialog
          flow={flow}
          revision={exchange.asked.revision}
          isBusy={exchange.isBusy}
          onConfirm={exchange.confirm}
          onClose={exchange.dismiss}
        />
      )}
    </ActionsContext.Provider>
  );
}
