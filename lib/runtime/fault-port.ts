/**
 * Named crash points between effect and record. Production passes `noFaults`; the fault suite passes one that kills
 * the process, or throws, at the point and with the probability it was told.
 */
export type CrashPoint =
  | 'claimed'
  | 'effect_intended'
  | 'effect_happened'
  | 'before_append'
  | 'after_append'
  | 'payload_encoded'
  | 'repairing'
  | 'streaming';

export interface FaultPort {
  at(point: CrashPoint, runId: string): void;
}

/** No faults: every point is passed. */
export const noFaults: FaultPort = { at: () => undefined };

/**
 * Reads `claimed:0.05,effect_happened:1` (point:probability) and answers a port that calls `crash` at those points.
 * Throws when a point is unknown, so that a test cannot silently exercise nothing.
 */
export function parseFaults(text: string, random: () => number, crash: () => void): FaultPort {
  const known: CrashPoint[] = [
    'claimed',
    'effect_intended',
    'effect_happened',
    'before_append',
    'after_append',
    'payload_encoded',
    'repairing',
    'streaming',
  ];
  const odds = new Map<string, number>();
  for (const part of text.split(',').filter(Boolean)) {
    const [point = '', probability = '1'] = part.split(':');
    if (!known.some((name) => name === point)) throw new Error(`Unknown crash point ${point}; known: ${known.join(', ')}`);
    odds.set(point, Number(probability));
  }
  return {
    at: (point) => {
      if (random() < (odds.get(point) ?? 0)) crash();
    },
  };
}
