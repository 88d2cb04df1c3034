import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FlowDocument } from '@/lib/dsl/document';
import { aFlow } from '@/lib/dsl/testing/a-flow';
import { DraftSaver, type SaveAnswer } from './draft-saver';
import { createEditorStore } from './editor-store';

const type = (value: string) => ({ kind: 'set_node_field', nodeId: 'a', field: 'template', value }) as const;

/** A server that answers what it is told to, and keeps what it was sent. */
function aSaver(answers: SaveAnswer['kind'][] = []) {
  const sent: { template: unknown; baseVersion: number }[] = [];
  const store = createEditorStore({ document: aFlow().node('a').build(), draftVersion: 1 });
  const save = async (document: FlowDocument, baseVersion: number): Promise<SaveAnswer> => {
    sent.push({ template: document.nodes[0]?.template, baseVersion });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const kind = answers.shift() ?? 'saved';
    if (kind === 'saved') return { kind, draftVersion: baseVersion + 1 };
    return kind === 'refused' ? { kind, error: null } : { kind };
  };
  const saver = new DraftSaver(store, save);
  return { sent, store, saver, stop: saver.start() };
}

describe('saving the draft', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gathers a burst of edits into one save over the version it knows', async () => {
    const { sent, store } = aSaver();
    store.dispatch(type('H'));
    await vi.advanceTimersByTimeAsync(300);
    store.dispatch(type('Hi'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([{ template: 'Hi', baseVersion: 1 }]);
    expect(store.getState().save).toMatchObject({ status: 'saved', draftVersion: 2 });
  });

  it('saves what was typed during a save afterwards, over the new version', async () => {
    const { sent, store } = aSaver();
    store.dispatch(type('one'));
    await vi.advanceTimersByTimeAsync(650);
    store.dispatch(type('two'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toEqual([
      { template: 'one', baseVersion: 1 },
      { template: 'two', baseVersion: 2 },
    ]);
  });

  it('says it is offline and tries again until the server answers', async () => {
    const { sent, store } = aSaver(['retry', 'retry']);
    store.dispatch(type('x'));
    await vi.advanceTimersByTimeAsync(750);
    expect(store.getState().save.status).toBe('offline');
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toHaveLength(3);
    expect(store.getState().save.status).toBe('saved');
  });

  it('stops at a conflict and overwrites nothing until it is resolved', async () => {
    const { sent, store, saver } = aSaver(['conflict']);
    store.dispatch(type('x'));
    await vi.advanceTimersByTimeAsync(1000);
    store.dispatch(type('y'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toHaveLength(1);
    expect(await saver.flush()).toBe(false);
  });

  it('saves at once when flushed, and says whether the server holds it', async () => {
    const { sent, store, saver } = aSaver();
    store.dispatch(type('now'));
    const flushed = saver.flush();
    await vi.advanceTimersByTimeAsync(150);
    expect(await flushed).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('saves no more once its editor is gone', async () => {
    const { sent, store, stop } = aSaver();
    store.dispatch(type('x'));
    stop();
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toEqual([]);
  });
});
