import { type Api, isClientError } from '@/lib/client';
import type { FlowDocument } from '@/lib/dsl/document';
import type { JsonObject } from '@/lib/std/json';
import type { SaveDraft } from './draft-saver';

/** Stores a draft through the API. A draft may hold issues; only its shape can be refused. */
export function saveDraftOver(api: Api, flowId: string): SaveDraft {
  return async (document, baseVersion) => {
    try {
      const body = { dsl: toJson(document), name: document.name, baseVersion, allowIssues: true };
      const flow = await api.call('updateFlow', { params: { id: flowId }, body });
      return { kind: 'saved', draftVersion: flow.draftVersion };
    } catch (error) {
      if (!isClientError(error)) return { kind: 'refused', error };
      if (error.reason === 'draft_conflict') return { kind: 'conflict' };
      const mayPass = error.code === 0 || error.status >= 500 || error.status === 429 || error.status === 408;
      return mayPass ? { kind: 'retry' } : { kind: 'refused', error };
    }
  };
}

/** A document as the API takes it: every member is JSON, which its interfaces cannot say. */
export function toJson(document: FlowDocument): JsonObject {
  return document as unknown as JsonObject;
}
