/** A text that begins like a JSON object is JSON; anything else is read as YAML, of which JSON is a part. */
export function sourceFormat(text: string): 'json' | 'yaml' {
  return text.trimStart().startsWith('{') ? 'json' : 'yaml';
}

/** The flow's name as the text gives it at its top level, for the new flow; the server reads the rest. Null where it has none. */
export function nameInSource(text: string): string | null {
  const found = sourceFormat(text) === 'json' ? jsonName(text) : yamlName(text);
  const name = found?.trim().slice(0, 128);
  return name ? name : null;
}

function jsonName(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' ? value.name : null;
  } catch {
    return null;
  }
}

function yamlName(text: string): string | null {
  const line = /^name:[ \t]*(.+?)[ \t]*$/m.exec(text)?.[1];
  if (line === undefined) return null;
  const quoted = /^(["'])(.*)\1$/.exec(line)?.[2];
  return quoted ?? line.replace(/\s+#.*$/, '');
}
