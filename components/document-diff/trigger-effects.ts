import type { TriggerDeclaration } from '@/lib/dsl/document';
import type { Json } from '@/lib/std/json';
import { jsonEqual } from '@/lib/std/json-equal';

/** What becomes of a trigger when one document takes the place of another as what is live. */
export interface TriggerEffect {
  id: string;
  type: string;
  path: string | null;
  effect: 'starts' | 'stays' | 'changes' | 'stops';
}

/** Each trigger of either document; a trigger is the same as long as its id is. */
export function triggerEffects(before: readonly TriggerDeclaration[], after: readonly TriggerDeclaration[]): TriggerEffect[] {
  const old = new Map(before.map((trigger) => [trigger.id, trigger]));
  const kept = new Set(after.map((trigger) => trigger.id));
  const toEffect = ({ id, type, path }: TriggerDeclaration, effect: TriggerEffect['effect']) => ({ id, type, path: path ?? null, effect });
  return [
    ...after.map((trigger) => {
      const was = old.get(trigger.id);
      return toEffect(trigger, was === undefined ? 'starts' : jsonEqual(asJson(was), asJson(trigger)) ? 'stays' : 'changes');
    }),
    ...before.filter((trigger) => !kept.has(trigger.id)).map((trigger) => toEffect(trigger, 'stops')),
  ];
}

/** A declaration of a parsed document is JSON, which its interface cannot say. */
function asJson(trigger: TriggerDeclaration): Json {
  return trigger as unknown as Json;
}
