import { isJsonObject, type Json, type JsonObject, ownProperty } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import { DSL_VERSION } from './document';
import type { ValidationIssue } from './issue';
import { makeIssue } from './make-issue';

/** Turns a document of one version into the next version's. Pure; keyed by the version it reads. */
const MIGRATIONS: ReadonlyMap<number, (document: JsonObject) => JsonObject> = new Map();

/**
 * A document of any known version as today's. What is stored, and its hash, stay as they are: this happens on load.
 * Fails with `shape_not_object` or `shape_unknown_dsl`.
 */
export function migrateDocument(value: Json): Result<JsonObject, ValidationIssue[]> {
  if (!isJsonObject(value)) return err([makeIssue('shape_not_object', { path: [] })]);
  let document = value;
  for (;;) {
    const version = ownProperty(document, 'dsl');
    if (version === DSL_VERSION) return ok(document);
    const migrate = typeof version === 'number' ? MIGRATIONS.get(version) : undefined;
    if (!migrate) return err([makeIssue('shape_unknown_dsl', { path: ['dsl'] }, { found: shown(version), supported: DSL_VERSION })]);
    document = migrate(document);
  }
}

function shown(version: Json | undefined): Json {
  if (typeof version === 'string') return version.slice(0, 40);
  return typeof version === 'number' ? version : null;
}
