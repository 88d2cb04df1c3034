import { describe, expect, it } from 'vitest';
import { en } from './en';
import { zh } from './zh';

/** Sentences that are the same in both languages: names, formats, commands. */
const SAME = new Set([
  'canvas.items',
  'common.appName',
  'editor.flow.webhook',
  'flows.trigger.api',
  'flows.trigger.webhook',
  'run.revision',
  'run.timeline.items',
  'settings.models.kinds.anthropic',
  'settings.models.kinds.azure_openai',
  'settings.models.kinds.google',
  'settings.models.kinds.openai',
  'settings.tokens.namePlaceholder',
  'signIn.command',
  'signIn.setupCommand',
]);

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : leaves(value, `${prefix}${key}.`),
  );
}

/** What a sentence reads: each name, and for a choice each arm but the plural form that only English has. */
function placeholders(sentence: string): string[] {
  return groups(sentence).flatMap(({ inside }) => {
    const [, name, kind, arms = ''] = /^(\w+)(?:, (plural|select),(.*))?$/s.exec(inside) ?? [];
    if (name === undefined) return [];
    const chosen = groups(arms).filter(({ before }) => !(kind === 'plural' && before === 'one'));
    return [name, ...chosen.map(({ before }) => `${name}: ${before}`), ...chosen.flatMap((arm) => placeholders(arm.inside))];
  });
}

/** The outermost braces of a text, each with the text since the one before. */
function groups(text: string): { before: string; inside: string }[] {
  const found: { before: string; inside: string }[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '{' && depth++ === 0) {
      found.push({ before: text.slice(from, at).trim(), inside: '' });
      from = at + 1;
    } else if (text[at] === '}' && --depth === 0) {
      // The closing brace follows an opening one, which pushed an entry.
      (found.at(-1) as { inside: string }).inside = text.slice(from, at);
      from = at + 1;
    }
  }
  return found;
}

const reads = (sentence: string | undefined) => [...new Set(placeholders(sentence ?? ''))].sort();

const HAN = /\p{Script=Han}/u;
const bare = (sentence: string) => sentence.replaceAll(/\{\w+\}/g, '');
const english = leaves(en);
const chinese = new Map(leaves(zh));

describe('the Chinese catalogue', () => {
  it('has every key of the English one, and no other', () => {
    expect([...chinese.keys()].sort()).toEqual(english.map(([key]) => key).sort());
  });

  it('leaves no sentence in English', () => {
    const untranslated = english.filter(([key, sentence]) => chinese.get(key) === sentence && !SAME.has(key));
    expect(untranslated).toEqual([]);
  });

  it('allows no sameness that is none', () => {
    expect([...SAME].filter((key) => chinese.get(key) !== new Map(english).get(key))).toEqual([]);
  });

  it('has no sentence of English words alone', () => {
    const latin = [...chinese].filter(([key, sentence]) => !SAME.has(key) && /[a-z]/i.test(bare(sentence)) && !HAN.test(sentence));
    expect(latin.map(([key]) => key)).toEqual(['editor.node.id', 'canvas.tokens']);
  });

  it('reads the same placeholders and offers the same choices as the English one', () => {
    for (const [key, sentence] of english) {
      expect({ key, reads: reads(chinese.get(key)) }).toEqual({ key, reads: reads(sentence) });
    }
  });

  it('puts Chinese punctuation after Chinese characters', () => {
    const halfWidth = [...chinese]
      .filter(([, sentence]) => /\p{Script=Han}[,;!?]|\p{Script=Han}\.(?!\w)/u.test(sentence))
      .map(([key]) => key);
    expect(halfWidth).toEqual([]);
  });
});
