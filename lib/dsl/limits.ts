/** What a document may be at most; each limit has its own `shape_` code. Sizes in UTF-8 bytes. */
export const DSL_LIMITS = {
  textBytes: 2_097_152,
  nodes: 10_000,
  edges: 50_000,
  depth: 64,
  triggers: 100,
  stringBytes: 262_144,
} as const;
