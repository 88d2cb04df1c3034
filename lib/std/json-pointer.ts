/** A JSON Pointer (RFC 6901) of keys and indexes: `['nodes', 3]` is `/nodes/3`. */
export function toPointer(path: readonly (string | number)[]): string {
  let pointer = '';
  for (const part of path) pointer += `/${typeof part === 'number' ? part : escapePart(part)}`;
  return pointer;
}

function escapePart(part: string): string {
  return part.includes('~') || part.includes('/') ? part.replaceAll('~', '~0').replaceAll('/', '~1') : part;
}
