import { ANSWER_CHARS, LOG_CHARS } from './protocol';

/**
 * Runs inside QuickJS before any text of a user, and keeps the functions it needs before such a text can replace them.
 * Answers a function that runs the user's: its promise is fulfilled with one text, `v` and the answer's JSON, or `e` and the JSON of what was thrown.
 */
export const PRELUDE = `(write) => {
  'use strict';
  const { parse, stringify } = JSON;
  const { isFinite } = Number;
  const { apply } = Reflect;
  const ErrorOf = Error, TextOf = String, ProxyOf = Proxy;
  const tagOf = Object.prototype.toString;
  const { slice, replaceAll } = TextOf.prototype;
  const { includes } = Array.prototype;
  const LOSSY = ['[object Map]', '[object Set]', '[object WeakMap]', '[object WeakSet]', '[object Promise]', '[object RegExp]', '[object Error]'];
  // Without a prototype there is no toJSON of the user's on them.
  const refused = (fault, what, key) => ({ __proto__: null, fault, what, key });
  let refusal = null;
  const check = (key, value) => {
    const kind = typeof value;
    if (kind === 'function' || kind === 'symbol' || kind === 'bigint') refusal = refused('not_json', kind === 'bigint' ? 'BigInt' : kind, key);
    else if (kind === 'number' && !isFinite(value)) refusal = refused('not_json', TextOf(value), key);
    else if (kind === 'object' && value !== null) {
      const tag = apply(tagOf, value, []);
      if (apply(includes, LOSSY, [tag])) refusal = refused('not_json', apply(slice, tag, [8, -1]), key);
    }
    if (refusal !== null) throw refusal;
    return value;
  };
  const encode = (value) => {
    if (value === undefined) return 'e' + stringify(refused('no_answer'));
    let text;
    try {
      text = stringify(value, check);
    } catch (error) {
      if (refusal !== null) return 'e' + stringify(refusal);
      if (error instanceof TypeError && error.message === 'circular reference') return 'e' + stringify(refused('cycle'));
      throw error;
    }
    if (text === undefined) return 'e' + stringify(refused('no_answer'));
    if (text.length > ${ANSWER_CHARS}) return 'e' + stringify(refused('answer_too_large', TextOf(text.length)));
    return 'v' + text;
  };
  const textOf = (value) => {
    try {
      if (typeof value === 'string') return value;
      if (value instanceof ErrorOf) return TextOf(value.name) + ': ' + TextOf(value.message);
      if (typeof value === 'object' && value !== null) return stringify(value);
      return TextOf(value);
    } catch {
      return typeof value;
    }
  };
  const read = (value, name) => {
    try {
      const member = value[name];
      return typeof member === 'string' ? apply(slice, member, [0, 2000]) : '';
    } catch {
      return '';
    }
  };
  const describe = (error) => {
    const isError = error instanceof ErrorOf;
    const message = isError ? read(error, 'message') : textOf(error);
    return 'e' + stringify({ __proto__: null, fault: 'threw', name: isError ? read(error, 'name') : '', message: apply(slice, TextOf(message), [0, 2000]), stack: isError ? read(error, 'stack') : '' });
  };
  let left = ${LOG_CHARS};
  const log = (...values) => {
    if (left <= 0) return;
    let line = '';
    for (let at = 0; at < values.length; at += 1) line += (at > 0 ? ' ' : '') + textOf(values[at]);
    line += '\\n';
    if (line.length > left) line = apply(slice, line, [0, left]) + ' …\\n';
    left -= line.length;
    // A text ends at a null byte on its way out.
    write(apply(replaceAll, line, ['\\0', '\\uFFFD']));
  };
  globalThis.console = { log, info: log, warn: log, error: log, debug: log };
  const namedOnly = (nodes) => new ProxyOf(nodes, {
    get(target, name) {
      if (typeof name !== 'string' || name in target || name === 'toJSON' || name === 'then') return target[name];
      throw new ReferenceError('nodes.' + name + ' is not there; name an earlier node in full, as nodes.id or nodes["id"]');
    },
  });
  return async (main, text) => {
    try {
      const { input, nodes, item, index, run, vars } = parse(text);
      return encode(await main(input, namedOnly(nodes), item, index, run, vars));
    } catch (error) {
      return describe(error);
    }
  };
}`;
