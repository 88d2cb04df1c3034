import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import { EXPRESSION_LIMITS } from './limits';
import { fault, limitFault } from './problem';

/** Used for its parser alone: this folder evaluates the tree itself, so that every evaluation is bounded. */
const parser = new Environment({
  enableOptionalTypes: true,
  unlistedVariablesAreDyn: true,
  limits: { maxAstNodes: EXPRESSION_LIMITS.astNodes, maxDepth: 100, maxListElements: 1000, maxMapEntries: 1000 },
});

/** The syntax tree of a source. Throws ExpressionFault: `expression_syntax`, or `expression_limit` past 4 KB or 1,000 nodes. */
export function parseExpression(source: string): ASTNode {
  if (source.length > EXPRESSION_LIMITS.sourceLength) {
    throw limitFault(null, `The expression is longer than ${EXPRESSION_LIMITS.sourceLength} characters.`, 'source');
  }
  if (source.trim() === '') throw fault('expression_syntax', { start: 0, end: source.length }, 'The expression is empty.');
  try {
    return parser.parse(source).ast;
  } catch (error) {
    throw toFault(error, source);
  }
}

function toFault(error: unknown, source: string) {
  if (!(error instanceof ParseError)) return error;
  const site = error.range
    ? { start: error.range.start, end: Math.max(error.range.end, error.range.start) }
    : { start: 0, end: source.length };
  if (error.code === 'limit_exceeded') {
    return limitFault(site, `The expression is too large: at most ${EXPRESSION_LIMITS.astNodes} parts, 100 levels deep.`, 'nodes');
  }
  return fault('expression_syntax', site, `${error.summary}.`, { detail: error.code });
}
