import { type Principal, requirePermission } from '@/lib/auth';
import type { FlowDetail, TemplateView } from '@/lib/contracts/flows';
import { nodeIndex } from '@/lib/dsl';
import { userError } from '@/lib/errors/app-error';
import { comparePrice, SHIPPED_PRICES } from '@/lib/llm';
import type { ServiceDeps } from '@/lib/services/deps';
import type { JsonObject } from '@/lib/std/json';
import { findTemplate, TEMPLATES, type Template } from '@/lib/templates';
import { insertFlow } from './create-flow';
import { flowPicture } from './flow-picture';
import { getFlowRow } from './flow-row';

/** The shipped templates, each with its picture and what a run of it costs. */
export async function listTemplates(deps: ServiceDeps, principal: Principal): Promise<{ items: TemplateView[] }> {
  requirePermission(principal, 'flow:read');
  return { items: TEMPLATES.map((template) => toView(template, deps)) };
}

function toView({ name, title, description, document, measured }: Template, { catalog }: Pick<ServiceDeps, 'catalog'>): TemplateView {
  const usage = { ...measured, cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
  const { provider, model, costNano } = comparePrice(usage);
  const list = SHIPPED_PRICES.find(({ providers }) => providers.includes(provider));
  return {
    ...{ name, title, description, measured },
    nodeCount: nodeIndex(document).size,
    picture: flowPicture(document, catalog),
    compared: { provider, model, costNano: String(costNano), asOf: list?.source.asOf ?? '' },
  };
}

/** Creates a flow from a template and remembers which, for its sample input. Throws `not_found` for a template that is not shipped. */
export async function createFromTemplate(
  deps: ServiceDeps,
  principal: Principal,
  input: { template: string; name?: string | undefined },
): Promise<FlowDetail> {
  requirePermission(principal, 'flow:edit');
  const template = findTemplate(input.template);
  if (!template) throw userError('not_found', `There is no template "${input.template.slice(0, 64)}".`);
  return insertFlow(deps, principal, {
    name: input.name ?? template.title,
    // A shipped document is JSON by construction; a test holds it to the schema.
    dsl: template.document as unknown as JsonObject,
    allowIssues: true,
    labels: { template: template.name },
  });
}

/** Inputs to fill the run form with; null where the flow came from no template. */
export async function getSampleInput(
  deps: ServiceDeps,
  principal: Principal,
  input: { id: string },
): Promise<{ inputs: JsonObject | null }> {
  requirePermission(principal, 'flow:read');
  const flow = await getFlowRow(deps.db, principal, input.id);
  const template = flow.labels.template === undefined ? undefined : findTemplate(flow.labels.template);
  if (!template) return { inputs: null };
  const { sampleInput, siteInput } = template;
  return { inputs: siteInput === undefined ? sampleInput : { ...sampleInput, [siteInput]: deps.ownOrigin } };
}
