import type { FlowDocument } from '@/lib/dsl/document';
import type { JsonObject } from '@/lib/std/json';

/** What one run takes: model calls, tokens as the demo model counts them (o200k), and seconds from start to end at its own speed. */
export interface Measured {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  seconds: number;
}

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
  /** One run on the sample with the demo model: a test holds the tokens to what it says today. */
  measured: Measured;
}
