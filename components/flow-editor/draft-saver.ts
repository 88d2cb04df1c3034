import type { FlowDocument } from '@/lib/dsl/document';
import type { EditorStore } from './editor-store';

/** What became of one save. `retry`: no answer came, or one that may pass by itself; `refused`: asking again changes nothing. */
export type SaveAnswer =
  | { kind: 'saved'; draftVersion: number }
  | { kind: 'conflict' }
  | { kind: 'retry' }
  | { kind: 'refused'; error: unknown };

/** Stores a document over a version of the draft. Does not throw. */
export type SaveDraft = (document: FlowDocument, baseVersion: number) => Promise<SaveAnswer>;

/** Edits are gathered this long before they are saved, in ms. */
const IDLE_MS = 600;

/** Waits between tries while the server does not answer, in ms. */
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000] as const;

/** Saves the draft of one editor as it changes: one save at a time, never over a version it has not seen. Lives as long as its editor. */
export class DraftSaver {
  readonly #store: EditorStore;
  readonly #save: SaveDraft;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #tries = 0;
  #leave: () => void = () => undefined;

  constructor(store: EditorStore, save: SaveDraft) {
    this.#store = store;
    this.#save = save;
  }

  /** Begins to watch; the answer ends it. */
  start(): () => void {
    this.#leave = this.#store.subscribe((state, before) => {
      if (state.document !== before.document && state.save.status !== 'conflict') this.#schedule(IDLE_MS);
    });
    if (this.#isBehind()) this.#schedule(0);
    return () => {
      this.#leave();
      clearTimeout(this.#timer);
    };
  }

  /** Saves what is not saved yet, now. True when the server then holds the document shown. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    while (this.#running) await this.#running;
    // What was typed during the save that just ended goes along.
    if (this.#isBehind() && this.#store.getState().save.status !== 'conflict') await this.#run();
    return !this.#isBehind();
  }

  #isBehind(): boolean {
    const { document, save } = this.#store.getState();
    return document !== save.stored;
  }

  #schedule(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), waitMs);
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#running || !this.#isBehind()) return this.#running ?? undefined;
    this.#running = this.#saveOnce();
    await this.#running;
  }

  async #saveOnce(): Promise<void> {
    const { document, save } = this.#store.getState();
    this.#store.setSave({ status: 'saving' });
    const answer = await this.#save(document, save.draftVersion);
    this.#running = null;
    this.#settle(answer, document);
  }

  #settle(answer: SaveAnswer, sent: FlowDocument): void {
    if (answer.kind === 'saved') {
      this.#tries = 0;
      const isLast = this.#store.getState().document === sent;
      this.#store.setSave({ status: isLast ? 'saved' : 'unsaved', draftVersion: answer.draftVersion, stored: sent });
      if (!isLast) this.#schedule(IDLE_MS);
    } else if (answer.kind === 'retry') {
      this.#store.setSave({ status: 'offline' });
      this.#schedule(RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] ?? 15_000);
      this.#tries += 1;
    } else {
      this.#store.setSave({ status: answer.kind });
    }
  }
}
