export { CEL_RESERVED_WORDS } from '@/lib/dsl/reserved-words';
export { type CompiledExpression, compileExpression } from './compile-expression';
export { EXPRESSION_FUNCTIONS } from './functions/descriptions';
export type { FunctionDescription, FunctionGroup } from './functions/function-spec';
export { EXPRESSION_LIMITS } from './limits';
export type { ExpressionProblem, ExpressionProblemCode } from './problem';
export { EXPRESSION_ROOTS, type ExpressionScope, type NodeResult, type Reference, referencedNodes } from './scope';
