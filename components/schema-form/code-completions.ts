import type { Completion, CompletionSource } from '@codemirror/autocomplete';
import type { ReferenceGroup } from './form-sources';

/** A name, or a path begun: `nodes.fetch.`. Behind a dot that follows something else there is nothing to offer. */
const PATH = /(?<![\w$.)\]])[a-z][\w.]*$/i;

/** What code may read here, offered while it is typed: `input.text`, `nodes.fetch.output.body`. */
export function codeCompletions(references: () => readonly ReferenceGroup[]): CompletionSource {
  return (context) => {
    const { from: lineFrom } = context.state.doc.lineAt(context.pos);
    const before = context.state.sliceDoc(lineFrom, context.pos);
    const typed = PATH.exec(before)?.[0];
    if (typed === undefined && !context.explicit) return null;
    return { from: context.pos - (typed?.length ?? 0), options: offersOf(references()), validFor: /^[\w.]*$/ };
  };
}

function offersOf(groups: readonly ReferenceGroup[]): Completion[] {
  return groups.flatMap(({ title, offers }) =>
    offers.map(({ path, type }) => ({ label: path, detail: type, section: title, boost: -path.split('.').length })),
  );
}
