/** What one expression may cost; past any of these the answer is `expression_limit`. Source: docs, expressions. */
export const EXPRESSION_LIMITS = {
  /** UTF-16 units of source. */
  sourceLength: 4096,
  astNodes: 1000,
  nestedComprehensions: 2,
  /** Evaluated AST nodes, plus work inside functions by size of what they touch. */
  steps: 100_000,
  /** UTF-16 units of the result written as JSON, and of any text on the way. */
  resultLength: 1_048_576,
  resultDepth: 128,
  /** UTF-16 units of a regular expression. */
  patternLength: 1000,
  /** Longest list `range` makes. */
  rangeLength: 10_000,
} as const;
