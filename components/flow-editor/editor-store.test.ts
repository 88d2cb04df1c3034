import { describe, expect, it } from 'vitest';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { createEditorStore } from './editor-store';

function aStore() {
  const clock = { ms: 0 };
  const document = aFlow()
    .node('a')
    .node('each', 'map', { items: [] })
    .body('each', (body) => body.node('inner'))
    .build();
  return { clock, store: createEditorStore({ document, draftVersion: 3, now: () => clock.ms }) };
}

const write = (value: string) => ({ kind: 'set_node_field', nodeId: 'a', field: 'template', value }) as const;

describe('the editor store', () => {
  it('makes one step of a burst of typing and another of what is typed after a pause', () => {
    const { clock, store } = aStore();
    store.dispatch(write('H'), 'merge');
    clock.ms = 300;
    store.dispatch(write('Hi'), 'merge');
    clock.ms = 5000;
    store.dispatch(write('Hi there'), 'merge');
    expect(store.getState().history.undo).toHaveLength(2);
    store.undo();
    expect(store.getState().document.nodes[0]?.template).toBe('Hi');
    store.undo();
    expect(store.getState().document.nodes[0]?.template).toBe('a');
  });

  it('leaves no step for an edit that skips the history', () => {
    const { store } = aStore();
    store.dispatch(write('from elsewhere'), 'skip');
    expect(store.getState().history.undo).toEqual([]);
  });

  it('says why an edit does not apply, and changes nothing', () => {
    const { store } = aStore();
    const before = store.getState();
    expect(store.dispatch({ kind: 'remove_node', scope: null, nodeId: 'ghost' })).toEqual({ reason: 'unknown_node', subject: 'ghost' });
    expect(store.getState()).toBe(before);
  });

  it('drops a step that another edit made impossible and takes the one before it', () => {
    const { store } = aStore();
    store.dispatch(write('first'));
    store.dispatch({ kind: 'add_node', scope: null, node: { id: 'b', type: 'template', template: '' } });
    store.dispatch({ kind: 'remove_node', scope: null, nodeId: 'b' }, 'skip');
    store.undo();
    expect(store.getState().document.nodes[0]?.template).toBe('a');
  });

  it('opens the body that holds a node when it is pointed at', () => {
    const { store } = aStore();
    store.reveal('inner', 'template');
    expect(store.getState()).toMatchObject({ scope: 'each', focus: { nodeId: 'inner', field: 'template', turn: 1 } });
  });

  it('goes back to the top level when the node whose body is open goes away', () => {
    const { store } = aStore();
    store.openScope('each');
    store.dispatch({ kind: 'remove_node', scope: null, nodeId: 'each' });
    expect(store.getState().scope).toBeNull();
  });

  it('does not hide a conflict behind later edits', () => {
    const { store } = aStore();
    store.setSave({ status: 'conflict' });
    store.dispatch(write('more'));
    expect(store.getState().save.status).toBe('conflict');
  });
});
