import type { HttpBindings } from '@hono/node-server';

/** Hono's types of our router: `c.env.incoming` is Node's request, where there is one. */
export interface RouterEnv {
  Bindings: Partial<HttpBindings>;
}
