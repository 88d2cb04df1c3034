import { callApi } from '../../support/product';

/** Creates a flow through the API and answers its id; a draft may hold issues. */
export async function createFlow(product: { url: string; token: string }, name: string, dsl: Record<string, unknown>): Promise<string> {
  const flow = await callApi<{ id: string }>(product, product.token, 'POST', '/api/flows', {
    name,
    dsl: { dsl: 1, name, ...dsl },
    allowIssues: true,
  });
  return flow.id;
}
