import { z } from 'zod';
import { documentSchema, type FlowDetail } from '@/lib/contracts/flows';

const keptDraftSchema = z.object({
  /** The revision that took its place; null when an earlier draft did. */
  revNo: z.number().nullable(),
  name: z.string(),
  dsl: documentSchema,
  sourceText: z.string().nullable(),
  sourceFormat: z.enum(['json', 'yaml']),
});

/** A draft that another took the place of, kept in this tab so that it can be put back. */
export type KeptDraft = z.infer<typeof keptDraftSchema>;

/** The draft of a flow as it is to be kept. */
export function toKeptDraft({ name, dsl, sourceText, sourceFormat }: FlowDetail, revNo: number | null): KeptDraft {
  return { revNo, name, dsl, sourceText, sourceFormat };
}

const keyOf = (flowId: string) => `millrace-kept-draft-${flowId}`;

/** The draft kept for a flow; it outlives a reload of the page. */
export function readKeptDraft(flowId: string): KeptDraft | null {
  try {
    return keptDraftSchema.parse(JSON.parse(sessionStorage.getItem(keyOf(flowId)) ?? ''));
  } catch {
    return null;
  }
}

/** Keeps a draft, or with null none. One too large for the browser's store lives as long as the page. */
export function writeKeptDraft(flowId: string, draft: KeptDraft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(flowId));
    else sessionStorage.setItem(keyOf(flowId), JSON.stringify(draft));
  } catch {
    sessionStorage.removeItem(keyOf(flowId));
  }
}
