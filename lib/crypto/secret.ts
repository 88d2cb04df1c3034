import { inspect } from 'node:util';

const MASK = '***';

/** A value that must not show: `reveal()` is the one way to it; printing, JSON and string conversion give `***`. */
export class Secret<T extends string | Buffer = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself; keep what you get out of messages and logs. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
