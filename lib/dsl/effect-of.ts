import type { EffectKind, EffectRule } from './catalog';

/** The effect of a node with these parameters. A value the rule does not list, or a template, counts as the default. */
export function effectOf(parameters: Readonly<Record<string, unknown>>, rule: EffectRule): EffectKind {
  if (!rule.by || !Object.hasOwn(parameters, rule.by.parameter)) return rule.default;
  const value = parameters[rule.by.parameter];
  return typeof value === 'string' && Object.hasOwn(rule.by.values, value) ? (rule.by.values[value] ?? rule.default) : rule.default;
}
