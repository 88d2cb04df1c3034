import type { NodeCatalog } from './catalog';
import type { FlowDocument } from './document';
import { outsideReferences } from './outside-references';

/** The document with its credential references replaced by name; references the map does not hold stay. */
export function mapCredentials(document: FlowDocument, catalog: NodeCatalog, names: Readonly<Record<string, string>>): FlowDocument {
  const changed = outsideReferences(document, catalog).filter(
    ({ credential }) => credential !== undefined && Object.hasOwn(names, credential) && names[credential] !== credential,
  );
  if (changed.length === 0) return document;
  const copy = structuredClone(document);
  for (const { path, credential } of changed) {
    // The path was found in the original, of which this is a copy: every step of it is an object or a list.
    const holder = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], copy) as Record<string, unknown>;
    holder.credential = names[credential ?? ''];
  }
  return copy;
}
