/** A JSON value: what flows between nodes, and nothing else. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; keys are user data, so never read one without an own-property check. */
export interface JsonObject {
  [key: string]: Json;
}

/** True for a plain JSON object (not null, not a list). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an own property, so that `constructor` or `__proto__` in user data is never found by accident. */
export function ownProperty(value: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
