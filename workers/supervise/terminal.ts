/** Writes what the start is doing, with the time each part took. Plain lines where the output is no terminal. */
export interface Progress {
  /** Runs one part of the start and prints how long it took. */
  part<T>(title: string, work: () => Promise<T>): Promise<T>;
  line(text: string): void;
}

/** Progress on stdout. Parts may overlap; each prints one line when it ends. */
export function createProgress(write: (text: string) => void = (text) => process.stdout.write(text)): Progress {
  return {
    async part(title, work) {
      const begun = performance.now();
      const value = await work();
      write(`  ✓ ${title.padEnd(44)} ${seconds(performance.now() - begun)}\n`);
      return value;
    },
    line(text) {
      write(`${text}\n`);
    },
  };
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
