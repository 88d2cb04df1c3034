import type { FlowDocument } from '@/lib/dsl/document';
import type { JsonObject } from '@/lib/std/json';

/** A flow to begin with: plain data, safe in the browser. */
export interface Template {
  /** Its folder's name; stable. */
  name: string;
  title: string;
  description: string;
  document: FlowDocument;
  /** Inputs with which it runs to a result worth looking at. */
  sampleInput: JsonObject;
  /** The input that is filled with this installation's own address, where the sample lies on pages it serves itself. */
  siteInput?: string;
}
