import { CEL_RESERVED_WORDS } from '@/lib/dsl/reserved-words';

/** True for a word CEL keeps for itself, so that no node may have it as its id. */
export function isReservedWord(id: string): boolean {
  return CEL_RESERVED_WORDS.has(id);
}
