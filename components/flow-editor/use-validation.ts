'use client';

import { useEffect } from 'react';
import { validateDocument } from '@/lib/dsl/validate';
import { useEditor, useTools } from './editor-context';
import { placeIssues } from './issue-places';
import { useProviders } from './use-settings';

/** Pause after an edit before the document is validated, in ms. */
const IDLE_MS = 160;

/** Validates the document shown while somebody edits it. */
export function useValidation(): void {
  const { catalog, issues: store } = useTools();
  const document = useEditor((state) => state.document);
  const { data: providers } = useProviders();
  useEffect(() => {
    const timer = setTimeout(() => {
      const configured = providers?.items.filter((provider) => provider.configured).map((provider) => provider.id);
      const issues = validateDocument(document, catalog, configured ? { configuredProviders: configured } : {});
      store.setState({ issues, placed: placeIssues(document, issues) });
    }, IDLE_MS);
    return () => clearTimeout(timer);
  }, [document, catalog, providers, store]);
}
