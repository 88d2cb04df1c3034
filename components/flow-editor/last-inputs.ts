import { isJsonObject, type JsonObject } from '@/lib/std/json';

const key = (flowId: string) => `millrace.inputs.${flowId}`;

/** Inputs larger than this are not remembered, in characters. */
const MAX_LENGTH = 100_000;

/** What this browser last ran a flow with; null where it never did. */
export function recallInputs(flowId: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key(flowId)) ?? 'null');
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Keeps the inputs of a run for the next one. */
export function rememberInputs(flowId: string, inputs: JsonObject): void {
  try {
    const text = JSON.stringify(inputs);
    if (text.length <= MAX_LENGTH) localStorage.setItem(key(flowId), text);
  } catch {
    // A browser that keeps nothing: the form is filled from the sample next time.
  }
}
