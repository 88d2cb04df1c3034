import { isJsonObject, type Json } from '@/lib/std/json';
import { err, ok, type Result } from '@/lib/std/result';
import { applyCommand, type CommandRefusal } from './apply-command';
import type { AppliedCommand, FlowCommand } from './command';
import { isFlatLayout } from './complete-document';
import type { FlowDocument } from './document';
import { editJsonTree, jsonStyleOf } from './edit-json-tree';
import { editYamlTree } from './edit-yaml-tree';
import { parseJsonTree, printJsonTree } from './json-tree';
import { parseDocument, type SourceFormat } from './parse-document';
import { parseYaml } from './parse-yaml';
import { serializeDocument } from './serialize-document';
import { diffValues, type TreeEdit } from './tree-edit';

/** The edited text, and what the command did to the document it stands for. */
export interface AppliedToSource extends AppliedCommand {
  text: string;
}

/**
 * Applies a command to the text of a document: the smallest edit of its syntax tree, so that comments, key order and layout of
 * the rest stay. `parse(text after) = applyCommand(parse(text before), command)`; where a tree edit cannot give that
 * (YAML aliases), and for `replace_document`, the text is printed afresh.
 */
export function applyCommandToSource(
  text: string,
  format: SourceFormat,
  command: FlowCommand,
): Result<AppliedToSource, CommandRefusal | { reason: 'bad_source'; subject: string }> {
  const parsed = parseDocument(text, format);
  if (!parsed.ok) return err({ reason: 'bad_source', subject: parsed.error[0]?.code ?? '' });
  const before = parsed.value.document;
  const applied = applyCommand(before, command);
  if (!applied.ok) return applied;
  const after = applied.value.document;
  const edited = command.kind === 'replace_document' ? null : editText(text, format, before, after);
  return ok({ ...applied.value, text: edited ?? serializeDocument(after, format) });
}

/** Null where the text cannot be edited in place. */
function editText(text: string, format: SourceFormat, before: FlowDocument, after: FlowDocument): string | null {
  const edit = diffValues(asJson(before), asJson(after));
  if (!edit) return text;
  return format === 'json' ? editJson(text, edit) : editYaml(text, edit, after);
}

function editJson(text: string, edit: TreeEdit): string | null {
  const tree = parseJsonTree(text);
  if (!tree.ok) return null;
  const fitted = fitLayout(edit, JSON.parse(text));
  return printJsonTree({ ...tree.value, root: editJsonTree(tree.value.root, fitted, jsonStyleOf(text)) });
}

function editYaml(text: string, edit: TreeEdit, after: FlowDocument): string | null {
  const parsed = parseYaml(text);
  if (!parsed.ok) return null;
  const { tree, value } = parsed.value;
  editYamlTree(tree, fitLayout(edit, value));
  const printed = printYaml(tree, text);
  if (printed === null) return null;
  const again = parseDocument(printed, 'yaml');
  return again.ok && diffValues(asJson(again.value.document), asJson(after)) === null ? printed : null;
}

/** Null where the tree no longer prints: an alias whose anchor was taken away. */
function printYaml(tree: { toString(options: { lineWidth: number; indent: number }): string }, text: string): string | null {
  const indent = /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
  try {
    return tree.toString({ lineWidth: 0, indent: Math.min(indent, 8) });
  } catch {
    return null;
  }
}

/** A layout in its short form has no `nodes` to edit: it is written anew in the full form. */
function fitLayout(edit: TreeEdit, written: Json): TreeEdit {
  if (edit.kind !== 'object' || !isJsonObject(written) || !isFlatLayout(written.layout)) return edit;
  const layout = edit.members.get('layout');
  if (layout) edit.members.set('layout', { kind: 'replace', value: layout.value });
  return edit;
}

/** A document is JSON: the interfaces of its parts have no index signature to say so. */
function asJson(document: FlowDocument): Json {
  return document as unknown as Json;
}
