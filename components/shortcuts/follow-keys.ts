import { type KeyPress, matchesPress } from './key-press';

/** Something done from every screen; `keys` are one shortcut, or several pressed one after the other: `g f`. */
export interface KeyAction {
  keys: string;
  perform: () => void;
}

/** What a press did: an action was asked for, or the beginning of one, or (both null) nothing. */
export interface Followed<A extends KeyAction> {
  action: A | null;
  begun: string | null;
}

/** Follows presses towards an action. What does not go on with what was begun may begin anew. */
export function followKeys<A extends KeyAction>(actions: readonly A[], begun: string | null, press: KeyPress, isMac: boolean): Followed<A> {
  const before = begun === null ? '' : `${begun} `;
  for (const action of actions) {
    if (!action.keys.startsWith(before)) continue;
    const [next = '', ...rest] = action.keys.slice(before.length).split(' ');
    if (!matchesPress(next, press, isMac)) continue;
    return rest.length === 0 ? { action, begun: null } : { action: null, begun: before + next };
  }
  return begun === null ? { action: null, begun: null } : followKeys(actions, null, press, isMac);
}
