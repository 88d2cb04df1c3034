/** The keys of a JSON Pointer. */
export function pointerParts(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Keys as an expression would write them: `messages[0].content`, `headers["x-id"]`. */
export function fieldPath(parts: readonly string[]): string {
  return parts
    .map((part, at) => {
      if (/^\d+$/.test(part)) return `[${part}]`;
      if (!/^[A-Za-z_]\w*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return at === 0 ? part : `.${part}`;
    })
    .join('');
}
