import { expect, it } from 'vitest';
import type { FlowCommand } from './command';
import { applyCommandToSource } from './edit-source';
import type { SourceFormat } from './parse-document';

function edited(text: string, format: SourceFormat, command: FlowCommand): string {
  const result = applyCommandToSource(text, format, command);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.text;
}

const yaml = `# Support triage
dsl: 1
name: Triage # shown in the list
nodes:
  # asks the model
  - id: classify
    type: llm_completion
    prompt: |
      Classify:
      {{ input.text }}

  - id: answer # the last one
    type: template
    template: "Label: {{ nodes.classify.output.text }}"
edges:
  - { from: classify, to: answer }
`;

it('keeps comments, order and styles of YAML when a field changes', () => {
  const text = edited(yaml, 'yaml', { kind: 'set_node_field', nodeId: 'answer', field: 'template', value: 'Done' });
  expect(text).toBe(yaml.replace('"Label: {{ nodes.classify.output.text }}"', 'Done'));
});

it('renames a node in YAML wherever it is named', () => {
  const text = edited(yaml, 'yaml', { kind: 'rename_node', nodeId: 'classify', newId: 'label' });
  expect(text).toBe(
    yaml.replace('id: classify', 'id: label').replace('nodes.classify', 'nodes.label').replace('from: classify', 'from: label'),
  );
});

it('removes a node from YAML with its edges and leaves the rest', () => {
  const text = edited(yaml, 'yaml', { kind: 'remove_node', scope: null, nodeId: 'answer' });
  expect(text).toContain('# asks the model');
  expect(text).not.toContain('answer');
  expect(text).toContain('edges: []');
});

it('writes YAML afresh where an alias would change with its anchor', () => {
  const text = 'dsl: 1\nname: x\nnodes:\n  - &one { id: a, type: t, p: &p { q: 1 } }\n  - { id: b, type: t, p: *p }\n';
  const after = edited(text, 'yaml', { kind: 'set_node_field', nodeId: 'a', field: 'p', value: { q: 2 } });
  expect(after).toContain('q: 1');
  expect(after).toContain('q: 2');
});

const json = `{
    "name": "Triage", "dsl": 1,
    "nodes": [
        {"id": "a", "type": "template", "template": "x"},
        {
            "id": "b",
            "type": "template"
        }
    ],
    "edges": [{"from": "a", "to": "b"}]
}
`;

it('changes nothing in JSON but the value that was set', () => {
  const text = edited(json, 'json', { kind: 'set_node_field', nodeId: 'a', field: 'template', value: 'y' });
  expect(text).toBe(json.replace('"x"', '"y"'));
});

it('adds a JSON member in the style of its neighbours', () => {
  const text = edited(json, 'json', { kind: 'set_node_field', nodeId: 'b', field: 'retry', value: { max: 3 } });
  expect(text).toBe(
    json.replace(
      '            "type": "template"\n',
      '            "type": "template",\n            "retry": {\n                "max": 3\n            }\n',
    ),
  );
});

it('removes the first JSON item and leaves the second where it was', () => {
  const text = edited(json, 'json', { kind: 'remove_node', scope: null, nodeId: 'a' });
  expect(text).toBe(
    `{\n    "name": "Triage", "dsl": 1,\n    "nodes": [\n        {\n            "id": "b",\n            "type": "template"\n        }\n    ],\n    "edges": []\n}\n`,
  );
});

it('writes a short layout in full once a node moves', () => {
  const text = JSON.stringify({ dsl: 1, name: 'x', nodes: [{ id: 'a', type: 't' }], layout: { a: { x: 1, y: 1 } } });
  const after = edited(text, 'json', { kind: 'move_nodes', moves: { a: { x: 5, y: 5 } } });
  expect(JSON.parse(after).layout).toEqual({ nodes: { a: { x: 5, y: 5 } }, notes: [], groups: [] });
});

it('refuses a text that is no document', () => {
  const result = applyCommandToSource('dsl: 7', 'yaml', { kind: 'batch', commands: [] });
  expect(result).toEqual({ ok: false, error: { reason: 'bad_source', subject: 'shape_unknown_dsl' } });
});
