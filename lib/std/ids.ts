import { monotonicFactory } from 'ulid';

declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type WorkspaceId = Branded<string, 'WorkspaceId'>;
export type UserId = Branded<string, 'UserId'>;
export type FlowId = Branded<string, 'FlowId'>;
export type RevisionId = Branded<string, 'RevisionId'>;
export type RunId = Branded<string, 'RunId'>;
export type TriggerId = Branded<string, 'TriggerId'>;
export type PayloadId = Branded<string, 'PayloadId'>;
export type TokenId = Branded<string, 'TokenId'>;
export type CredentialId = Branded<string, 'CredentialId'>;

/** A bare ULID: 26 characters of Crockford base 32. */
export const ULID_PATTERN = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

const next = monotonicFactory();

/** A fresh ULID, increasing within this process. The one place that brands an id: callers name the kind they mint. */
export function newId<T extends string = string>(): T {
  // A brand exists only in the type system, so minting one is a cast by definition.
  return next() as T;
}

/** True for text that has the form of an id; says nothing of whether the thing exists. */
export function isId(text: string): boolean {
  return ULID_PATTERN.test(text);
}
