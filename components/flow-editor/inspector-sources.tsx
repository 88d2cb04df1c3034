'use client';

import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { type FormSources, FormSourcesProvider } from '@/components/schema-form';
import { useTools } from './editor-context';
import { referenceGroups } from './references';
import { useCodeFailure } from './use-code-failure';
import { useSamples } from './use-samples';
import { useCredentialChoices, useProviders } from './use-settings';

/** Gives the fields of a node (with null, of the flow) what they may offer: values from before, providers, credentials. */
export function InspectorSources({ nodeId, children }: { nodeId: string | null; children: ReactNode }) {
  const { store, catalog } = useTools();
  const providers = useProviders().data?.items;
  const credentials = useCredentialChoices().data?.items;
  const known = useSamples(nodeId);
  const failure = useCodeFailure(nodeId);
  const latest = useRef(known);
  useEffect(() => {
    latest.current = known;
  });
  const sources = useMemo<FormSources>(
    () => ({
      references: () => referenceGroups({ document: store.getState().document, nodeId, catalog, ...latest.current }),
      providers: providers ?? [],
      credentials: credentials ?? [],
      failure,
    }),
    [store, catalog, nodeId, providers, credentials, failure],
  );
  return <FormSourcesProvider sources={sources}>{children}</FormSourcesProvider>;
}
