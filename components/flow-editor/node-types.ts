import type { NodeTypeDescription } from '@/lib/dsl/catalog';
import type { Translate } from '@/lib/i18n';

/** Node types of one group of the palette. */
export interface TypeGroup {
  category: NodeTypeDescription['category'];
  types: NodeTypeDescription[];
}

const ORDER = ['model', 'connect', 'shape', 'decide', 'code'] as const;

/** A type's name in the language of the screen; a plugin's own title where the catalogue has none. */
export function typeTitle(t: Translate, description: NodeTypeDescription): string {
  const key = `nodes.${description.type}.title`;
  return t.has(key) ? t(key) : description.title;
}

/** What a type does, in one sentence. */
export function typeDescription(t: Translate, description: NodeTypeDescription): string {
  const key = `nodes.${description.type}.description`;
  return t.has(key) ? t(key) : description.description;
}

/** The types that match a search by name, type or description, in groups; names that begin with it first. */
export function groupTypes(t: Translate, types: readonly NodeTypeDescription[], search: string): TypeGroup[] {
  const found = findTypes(t, types, search);
  return ORDER.flatMap((category) => {
    const members = found.filter((description) => description.category === category);
    return members.length > 0 ? [{ category, types: members }] : [];
  });
}

/** The types that match a search, best first. */
export function findTypes(t: Translate, types: readonly NodeTypeDescription[], search: string): NodeTypeDescription[] {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return [...types];
  const ranked = types.map((description) => ({ description, rank: rankOf(t, description, wanted) }));
  return ranked
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ description }) => description);
}

function rankOf(t: Translate, description: NodeTypeDescription, wanted: string): number {
  const title = typeTitle(t, description).toLowerCase();
  if (title.startsWith(wanted) || description.type.startsWith(wanted)) return 0;
  if (title.includes(wanted) || description.type.includes(wanted)) return 1;
  return typeDescription(t, description).toLowerCase().includes(wanted) ? 2 : 3;
}
