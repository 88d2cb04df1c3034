import { stems } from './words';

// Labels that mean "none of the others", for texts that speak for none.
const FALLBACK = /^(other|unknown|none|neutral|normal|medium|general|question|misc\w*|n\/?a)$/i;

/** Labels that fit a text, best first; only those that share a word with it. */
export function rankLabels(
  labels: readonly string[],
  hints: ReadonlyMap<string, string>,
  text: string,
): { label: string; score: number }[] {
  const known = labels.map((label) => ({
    label,
    name: new Set(stems(spaced(label))),
    hint: new Set(stems(hints.get(label.toLowerCase()) ?? '')),
  }));
  const counts = new Map<string, number>();
  for (const stem of stems(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const sharedBy = (stem: string) => known.filter(({ name, hint }) => name.has(stem) || hint.has(stem)).length;
  return known
    .map(({ label, name, hint }) => {
      const score = [...new Set([...name, ...hint])].reduce((sum, stem) => {
        const count = counts.get(stem) ?? 0;
        // A word that several labels claim tells little; the third repetition of a word adds little.
        const rarity = Math.log(1 + labels.length / sharedBy(stem));
        return sum + ((name.has(stem) ? 2 : 1) * rarity * count * 2.2) / (count + 1.2);
      }, 0);
      return { label, score };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
}

/** The label that fits best; where none does, the one that means "none of the others", else one chosen by `seed`. */
export function chooseLabel(options: {
  labels: readonly string[];
  hints: ReadonlyMap<string, string>;
  text: string;
  seed: number;
}): string {
  const { labels, hints, text, seed } = options;
  const [best] = rankLabels(labels, hints, text);
  const fallback = labels.find((label) => FALLBACK.test(label)) ?? labels[seed % labels.length];
  return best?.label ?? fallback ?? '';
}

function spaced(label: string): string {
  return label.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');
}
