import { type Alias, Composer, type Document, isMap, isScalar, Lexer, type ParsedNode, Parser, visit } from 'yaml';
import type { Json } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import type { ValidationIssue } from './issue';
import { DSL_LIMITS } from './limits';
import { makeIssue } from './make-issue';
import { scanYaml } from './scan-yaml';

/** A YAML text as syntax tree and as value. */
export interface ParsedYaml {
  tree: Document.Parsed;
  value: Json;
}

/** Aliases may make a document at most this many times longer (the library's measure). */
const MAX_ALIAS_COUNT = 100;

/** Collections on the parser's stack: each level of the value may hold a collection and the document itself. */
const MAX_STACK = DSL_LIMITS.depth + 2;

/**
 * One YAML document as JSON types: no tags, no merge keys, no dates, unique text keys. Depth is checked token by token, before
 * a tree is built.
 */
export function parseYaml(text: string): Result<ParsedYaml, ValidationIssue[]> {
  const refusal = scanYaml(text, DSL_LIMITS.depth);
  if (refusal) return err([refusal.reason === 'too_deep' ? tooDeep() : notYaml(text, refusal.offset, refusal.reason)]);
  // Keys are compared below: the library's own check compares each with each.
  const composer = new Composer({ schema: 'core', version: '1.2', uniqueKeys: false, resolveKnownTags: false, keepSourceTokens: false });
  const parser = new Parser();
  const trees: Document.Parsed<ParsedNode>[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') return err([notYaml(text, token.offset, 'unexpected_token')]);
      trees.push(...composer.next(token));
    }
    if (parser.stack.length > MAX_STACK) return err([tooDeep()]);
  }
  for (const token of parser.end()) trees.push(...composer.next(token));
  trees.push(...composer.end(true, text.length));
  const [tree] = trees;
  if (!tree || trees.length > 1) return err([notYaml(text, 0, 'one_document')]);
  return read(text, tree);
}

function read(text: string, tree: Document.Parsed): Result<ParsedYaml, ValidationIssue[]> {
  const [syntax] = [...tree.errors, ...tree.warnings];
  if (syntax) return err([notYaml(text, syntax.pos[0], syntax.code.toLowerCase())]);
  const problem = treeProblem(tree);
  if (problem) return err([notYaml(text, problem.offset, problem.reason)]);
  try {
    return ok({ tree, value: tree.toJS({ maxAliasCount: MAX_ALIAS_COUNT }) ?? null });
  } catch {
    // The library throws a ReferenceError where aliases multiply past the limit or name nothing.
    return err([notYaml(text, 0, 'aliases')]);
  }
}

/** What is YAML but not JSON. */
function treeProblem(tree: Document.Parsed): { offset: number; reason: string } | null {
  let problem: { offset: number; reason: string } | null = null;
  const stop = (offset: number | undefined, reason: string) => {
    problem = { offset: offset ?? 0, reason };
    return visit.BREAK;
  };
  visit(tree, {
    Map(_, map) {
      const keys = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) return stop(map.range?.[0], 'key_not_text');
        const name = String(key.value);
        if (keys.has(name)) return stop(key.range?.[0], 'duplicate_key');
        keys.add(name);
      }
      return undefined;
    },
    Alias(_, alias: Alias) {
      return alias.source === '' ? stop(alias.range?.[0], 'aliases') : undefined;
    },
    Node(_, node) {
      return node.tag && !isMap(node) && !node.tag.startsWith('tag:yaml.org,2002:') ? stop(node.range?.[0], 'tag') : undefined;
    },
  });
  return problem;
}

function tooDeep(): ValidationIssue {
  return makeIssue('shape_too_deep', { path: [] }, { limit: DSL_LIMITS.depth });
}

function notYaml(text: string, offset: number, reason: string): ValidationIssue {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return makeIssue('shape_not_json', { path: [] }, { format: 'yaml', line, column: before.length - before.lastIndexOf('\n'), reason });
}
