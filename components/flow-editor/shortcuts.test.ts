import { describe, expect, it } from 'vitest';
import { keysText } from '@/components/shortcuts';
import { actionFor } from './shortcuts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const outside = { inField: false, inDialog: false, isMac: false };

describe('shortcuts', () => {
  it.each([
    ['n', {}, 'addNode'],
    ['/', {}, 'addNode'],
    ['z', { ctrlKey: true }, 'undo'],
    ['Z', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['?', { shiftKey: true }, 'shortcuts'],
    ['P', { shiftKey: true }, 'publish'],
    ['Enter', { ctrlKey: true }, 'run'],
    ['p', {}, undefined],
    ['n', { ctrlKey: true }, undefined],
  ] as const)('finds what %s asks for', (key, held, id) => {
    expect(actionFor(press(key, held), outside)?.id).toBe(id);
  });

  it('leaves letters and undo to a field that has the focus, but not Run', () => {
    const inField = { ...outside, inField: true };
    expect(actionFor(press('n'), inField)).toBeNull();
    expect(actionFor(press('z', { ctrlKey: true }), inField)).toBeNull();
    expect(actionFor(press('Enter', { ctrlKey: true }), inField)?.id).toBe('run');
  });

  it('takes Command on a Mac, and not Control', () => {
    const mac = { ...outside, isMac: true };
    expect(actionFor(press('z', { metaKey: true }), mac)?.id).toBe('undo');
    expect(actionFor(press('z', { ctrlKey: true }), mac)).toBeNull();
  });

  it('prints keys as they are called on each platform', () => {
    expect(keysText('mod+shift+z', true)).toBe('⌘⇧Z');
    expect(keysText('mod+shift+z', false)).toBe('Ctrl+Shift+Z');
  });
});
