import type { Reference } from '@/lib/dsl/expression/scope';

/** `nodes.id`, `nodes?.id` or `nodes["id"]`, with the `output` or `error` that may follow; or `{ id, other: name } = nodes`. */
const NAMED =
  /(?<![\w$.])nodes\s*(?:\??\.\s*(?<member>[a-z][a-z0-9_]*)(?![\w$])|(?:\?\.)?\s*\[\s*(?<quote>["'`])(?<quoted>[a-z][a-z0-9_]*)\k<quote>\s*\])(?:\s*\??\.\s*(?<part>output|error)(?![\w$]))?|\{(?<picked>[^{}=]*)\}\s*=\s*nodes(?![\w$.[?])/
    .source;

/** Comments and quoted text. Text that looks like one, such as a quote in a regular expression, counts as one. */
const SKIPPED = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?/.source;

/**
 * The nodes that JavaScript names in full, as references: what must be read before it runs. It looks at words, not at syntax, and takes
 * too many rather than too few. Code that reaches them another way (`nodes[name]`) does not find them: the sandbox says so.
 */
export function codeReferences(source: string): Reference[] {
  return source.includes('nodes') ? [...source.matchAll(new RegExp(NAMED, 'g'))].flatMap(toReferences) : [];
}

/**
 * Those of them that cannot mean anything else: outside of comments and quotes, and asking for `output` or `error`. Code may have
 * something of its own that is called `nodes`.
 */
export function certainCodeReferences(source: string): Reference[] {
  if (!source.includes('nodes')) return [];
  const found = [...source.matchAll(new RegExp(`${SKIPPED}|${NAMED}`, 'g'))].flatMap(toReferences);
  return found.filter((reference) => reference.path.length > 1);
}

function toReferences(match: RegExpExecArray): Reference[] {
  const { member, quoted, part, picked } = match.groups ?? {};
  const site = { root: 'nodes', start: match.index, end: match.index + match[0].length };
  const id = member ?? quoted;
  if (id !== undefined) return [{ ...site, path: part === undefined ? [id] : [id, part] }];
  const names = (picked?.split(',') ?? []).map(pickedName);
  return names.flatMap((name) => (name === undefined ? [] : [{ ...site, path: [name] }]));
}

/** `a` of `a` and of `a: name`. */
function pickedName(text: string): string | undefined {
  return /^\s*([a-z][a-z0-9_]*)\s*(?::|$)/.exec(text)?.[1];
}
