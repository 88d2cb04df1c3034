import { createCatalog, type NodeCatalog } from '@/lib/dsl/catalog';
import { approvalDefinition } from './approval/definition';
import { callbackDefinition } from './callback/definition';
import { codeDefinition } from './code/definition';
import type { NodeDefinition } from './contract';
import { httpRequestDefinition } from './http-request/definition';
import { llmCompletionDefinition } from './llm-completion/definition';
import { mapDefinition } from './map/definition';
import { switchDefinition } from './switch/definition';
import { templateDefinition } from './template/definition';
import { transformDefinition } from './transform/definition';
import { waitDefinition } from './wait/definition';

/** Every node type's pure half, in the order the palette shows them. */
export const definitions: readonly NodeDefinition[] = [
  llmCompletionDefinition,
  httpRequestDefinition,
  templateDefinition,
  transformDefinition,
  switchDefinition,
  mapDefinition,
  codeDefinition,
  waitDefinition,
  approvalDefinition,
  callbackDefinition,
];

/** The core node types as data; browser-safe. */
export const catalog: NodeCatalog = createCatalog(definitions.map((definition) => definition.description));
