/** Sentences of the editor. */
export const editor = {
  title: 'Editor',
} as const;
