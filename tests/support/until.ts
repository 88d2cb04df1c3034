import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `holds` answers true, looking every 10 ms; fails the test with what it waited for when it never does. */
export async function until(holds: () => boolean | Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${holds.toString()}`);
    await sleep(10);
  }
}
