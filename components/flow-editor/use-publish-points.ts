'use client';

import { useMemo } from 'react';
import { useT } from '@/components/ui/i18n-provider';
import { issueText } from '@/lib/i18n';
import { useEditor, useIssues, useTools } from './editor-context';
import type { PlacedIssue } from './issue-places';
import { missingCredentials } from './missing-credentials';
import { useCredentialChoices } from './use-settings';

/** One thing to know before publishing, and where it is. */
export interface PublishPoint {
  text: string;
  nodeId: string | null;
  field: string | null;
}

/** What keeps a draft from being published, and what a person accepts by publishing it. */
export interface PublishPoints {
  errors: PublishPoint[];
  warnings: PublishPoint[];
  /** Providers without a key, credentials that are not there. */
  missing: PublishPoint[];
  /** Warnings and what is missing as one text, so that accepting is of exactly these; empty for nothing. */
  toAccept: string;
}

/** The points of the draft shown. */
export function usePublishPoints(): PublishPoints {
  const t = useT();
  const { catalog } = useTools();
  const placed = useIssues((state) => state.placed);
  const document = useEditor((state) => state.document);
  const credentials = useCredentialChoices().data?.items;
  return useMemo(() => {
    const toPoint = ({ issue, field }: PlacedIssue): PublishPoint => ({ text: issueText(t, issue), nodeId: issue.nodeId, field });
    const isAccess = ({ issue }: PlacedIssue) => issue.code === 'provider_not_configured';
    const warnings = placed.filter(({ issue }) => issue.severity === 'warning');
    const named = credentials ? missingCredentials(document, catalog, new Set(credentials.map(({ name }) => name))) : [];
    const points = {
      errors: placed.filter(({ issue }) => issue.severity === 'error').map(toPoint),
      warnings: warnings.filter((one) => !isAccess(one)).map(toPoint),
      missing: [
        ...warnings.filter(isAccess).map(toPoint),
        ...named.map(({ nodeId, field, name }) => ({ nodeId, field, text: t('editor.publishDialog.credential', { name }) })),
      ],
    };
    const accepted = [...points.warnings, ...points.missing].map(({ nodeId, text }) => `${nodeId ?? ''} ${text}`);
    return { ...points, toAccept: accepted.join('\n') };
  }, [t, catalog, placed, document, credentials]);
}
