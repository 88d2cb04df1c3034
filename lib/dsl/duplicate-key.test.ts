import { expect, it } from 'vitest';
import { duplicateKey } from './duplicate-key';
import { parseDocument } from './parse-document';

it('finds the second place of a key, escaped or not, at any depth', () => {
  const text = '{ "a": [1, {"b": 2 , "\\u0062" : 3}], "c": {} }';
  expect(duplicateKey(text)).toEqual({ key: 'b', offset: text.indexOf('"\\u0062"') });
});

it('lets objects beside each other use the same keys', () => {
  expect(duplicateKey('{"a": {"k": 1}, "b": {"k": 1}, "list": [ {"k": []}, {"k": {}} ]}')).toBeNull();
});

it('refuses a document whose text says one thing twice, with the line', () => {
  const parsed = parseDocument('{"dsl": 1, "name": "x",\n"nodes": [],\n"name": "y"}', 'json');
  expect(parsed).toMatchObject({ ok: false, error: [{ code: 'shape_not_json', params: { line: 3, column: 1, reason: 'duplicate_key' } }] });
});
