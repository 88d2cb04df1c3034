'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { CredentialView, ProviderView } from '@/lib/contracts/settings';
import type { Json, JsonObject } from '@/lib/std/json';

/** Something an expression may name, with what it held in the last run. */
export interface ReferenceOffer {
  /** As written in an expression: `nodes.classify.output.text`. */
  path: string;
  type: string;
  sample: Json | undefined;
}

/** Offers under one heading: the inputs, an item, a node before this one. */
export interface ReferenceGroup {
  source: 'input' | 'item' | 'node';
  nodeId: string | null;
  title: string;
  offers: readonly ReferenceOffer[];
}

/** Where the code of this node failed in the run that is shown, and the node as it ran: the code may have changed since. */
export interface CodeFailure {
  line: number;
  message: string;
  ran: JsonObject;
}

/** What the widgets of a form may offer beside the schema. */
export interface FormSources {
  /** Asked when a reference menu opens, so that typing elsewhere costs nothing. */
  references: () => readonly ReferenceGroup[];
  providers: readonly ProviderView[];
  credentials: readonly CredentialView[];
  failure: CodeFailure | null;
}

const NONE: FormSources = { references: () => [], providers: [], credentials: [], failure: null };

const SourcesContext = createContext<FormSources>(NONE);

/** Gives the widgets below what they may offer. */
export function FormSourcesProvider({ sources, children }: { sources: FormSources; children: ReactNode }) {
  return <SourcesContext.Provider value={sources}>{children}</SourcesContext.Provider>;
}

/** What the widgets may offer here. */
export function useFormSources(): FormSources {
  return useContext(SourcesContext);
}
