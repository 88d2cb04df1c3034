import { CST, Lexer } from 'yaml';

/** Lexemes of a text: a document at every limit, written by hand, has fewer. */
const MAX_LEXEMES = 1_000_000;

/** Why a YAML text is not worth building a tree for; `offset` in UTF-16 units. */
export interface YamlRefusal {
  reason: 'too_deep' | 'too_many_tokens' | 'one_document' | 'unexpected_token';
  offset: number;
}

interface Scan {
  flowDepth: number;
  hasContent: boolean;
  documents: number;
  /** Last lexeme on this line that was a value or a property of one. */
  last: 'value' | 'anchor' | 'tag' | null;
  /** `key:` marks on this line, outside brackets. */
  keysOnLine: number;
  /** `-` and `?` marks on this line: each begins a collection inside the one before. */
  nestedOnLine: number;
}

type TokenType = ReturnType<typeof CST.tokenType>;

const VALUES: ReadonlySet<TokenType> = new Set(['scalar', 'single-quoted-scalar', 'double-quoted-scalar', 'alias']);

/** Lexemes that stand for no text. */
const MARKS: ReadonlySet<TokenType> = new Set(['scalar', 'doc-mode', 'flow-error-end']);

/**
 * One pass over the lexemes of a YAML text, far cheaper than parsing it. The library gathers every error of a text, which takes
 * seconds where there are a million: what can only be an error is refused at the first here. Null says nothing of the rest.
 */
export function scanYaml(text: string, maxDepth: number): YamlRefusal | null {
  const scan: Scan = { flowDepth: 0, hasContent: false, documents: 0, last: null, keysOnLine: 0, nestedOnLine: 0 };
  let offset = 0;
  let count = 0;
  let isScalarText = false;
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > MAX_LEXEMES) return { reason: 'too_many_tokens', offset };
    // The text of a plain or block scalar follows its mark as a lexeme of its own; marks stand for no text.
    const type: TokenType = isScalarText ? null : CST.tokenType(lexeme);
    isScalarText = type === 'scalar';
    // A block scalar ends its own last line.
    if (type === null && lexeme.endsWith('\n')) startLine(scan);
    const reason = type === null ? null : step(scan, type, maxDepth);
    if (reason) return { reason, offset };
    if (type === null || !MARKS.has(type)) offset += lexeme.length;
  }
  return null;
}

function step(scan: Scan, type: TokenType, maxDepth: number): YamlRefusal['reason'] | null {
  if (type === 'newline' || type === 'comment') startLine(scan);
  else if (type === 'doc-start') return startDocument(scan);
  else if (type !== null && VALUES.has(type)) return value(scan);
  else if (type === 'anchor' || type === 'tag') return property(scan, type);
  else if (type === 'map-value-ind') return keyMark(scan);
  else if (type !== 'space' && type !== 'doc-mode') return structure(scan, type, maxDepth);
  return null;
}

function startLine(scan: Scan): void {
  scan.last = null;
  scan.keysOnLine = 0;
  scan.nestedOnLine = 0;
}

function startDocument(scan: Scan): YamlRefusal['reason'] | null {
  scan.documents += 1;
  startLine(scan);
  return scan.documents > 1 || scan.hasContent ? 'one_document' : null;
}

/** Two values need a mark or a line break between them. */
function value(scan: Scan): YamlRefusal['reason'] | null {
  scan.hasContent = true;
  if (scan.last === 'value') return 'unexpected_token';
  scan.last = 'value';
  return null;
}

/** A value has one anchor and one tag at most, and they stand before it. */
function property(scan: Scan, type: 'anchor' | 'tag'): YamlRefusal['reason'] | null {
  if (scan.last === type || scan.last === 'value') return 'unexpected_token';
  scan.last = type;
  return null;
}

/** Outside brackets a line holds one `key: value` at most. */
function keyMark(scan: Scan): YamlRefusal['reason'] | null {
  scan.last = null;
  if (scan.flowDepth > 0) return null;
  scan.keysOnLine += 1;
  return scan.keysOnLine > 1 ? 'unexpected_token' : null;
}

function structure(scan: Scan, type: TokenType, maxDepth: number): YamlRefusal['reason'] | null {
  scan.last = null;
  if (type === 'flow-map-start' || type === 'flow-seq-start') scan.flowDepth += 1;
  else if (type === 'flow-map-end' || type === 'flow-seq-end') scan.flowDepth -= 1;
  else if (type === 'seq-item-ind' || type === 'explicit-key-ind') scan.nestedOnLine += 1;
  if (scan.flowDepth < 0) return 'unexpected_token';
  return scan.flowDepth + scan.nestedOnLine > maxDepth ? 'too_deep' : null;
}
