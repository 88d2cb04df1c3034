import { expect, it } from 'vitest';
import { followKeys } from './follow-keys';

const perform = () => undefined;
const ACTIONS = ['?', 'g f', 'g r', 'shift+p'].map((keys) => ({ keys, perform }));

/** Presses keys one after the other and answers the shortcuts that were asked for. */
function type(...presses: string[]): string[] {
  const asked: string[] = [];
  let begun: string | null = null;
  for (const pressed of presses) {
    const [key = '', ...held] = pressed.split('+').toReversed();
    const press = { key, ctrlKey: held.includes('ctrl'), metaKey: false, shiftKey: held.includes('shift'), altKey: false };
    const followed: ReturnType<typeof followKeys> = followKeys(ACTIONS, begun, press, false);
    if (followed.action) asked.push(followed.action.keys);
    begun = followed.begun;
  }
  return asked;
}

it('finds one press, and one press after the other', () => {
  expect(type('shift+?', 'g', 'f', 'g', 'r', 'shift+P')).toEqual(['?', 'g f', 'g r', 'shift+p']);
});

it('forgets what was begun when something else is pressed, which may begin anew', () => {
  expect(type('g', 'x', 'f')).toEqual([]);
  expect(type('g', 'g', 'f')).toEqual(['g f']);
  expect(type('g', 'shift+?', 'f')).toEqual(['?']);
});

it('leaves presses with Control to the browser', () => {
  expect(type('ctrl+g', 'f', 'g', 'ctrl+f')).toEqual([]);
});
