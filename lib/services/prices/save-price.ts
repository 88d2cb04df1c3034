import { actorOf, type Principal, requirePermission } from '@/lib/auth';
import type { PriceView, SavePrice } from '@/lib/contracts/prices';
import { databaseErrorCode } from '@/lib/db/as-database-error';
import type { SqlClient } from '@/lib/db/database';
import { userError } from '@/lib/errors/app-error';
import { PROVIDERS } from '@/lib/llm';
import { appendAudit } from '@/lib/services/audit/append-audit';
import type { ServiceDeps } from '@/lib/services/deps';
import { newId } from '@/lib/std/ids';
import type { JsonObject } from '@/lib/std/json';
import { PRICE_COLUMNS, type PriceRow, toOwnPrice, toPriceView } from './price-row';

/** SQLSTATE unique_violation. */
const UNIQUE_VIOLATION = '23505';

/** Every worker reads all of a workspace's prices. */
const MOST_PRICES = 500;

const SET = `provider = $3, model = $4, valid_from = coalesce($5::timestamptz, valid_from, millrace_now()), valid_until = $6, prompt_nano = $7, cached_nano = $8,
  cache_write_nano = $9, completion_nano = $10, long_above = $11, long_prompt_nano = $12, long_cached_nano = $13, long_cache_write_nano = $14,
  long_completion_nano = $15, source = $16`;

/**
 * Gives a model a price of the workspace's own from a moment on; what is recorded already keeps its money.
 * Throws `price_exists` where one begins at the same moment, `invalid_request`.
 */
export async function createPrice(deps: ServiceDeps, principal: Principal, input: SavePrice): Promise<PriceView> {
  requirePermission(principal, 'credential:manage');
  checkPrice(input);
  const id = newId();
  const write = deps.db.transaction(async (client) => {
    await requireRoom(client, principal.workspaceId);
    const { rows } = await client.query<PriceRow>(
      `INSERT INTO model_price (id, workspace_id, provider, model, valid_from, valid_until, prompt_nano, cached_nano, cache_write_nano,
         completion_nano, long_above, long_prompt_nano, long_cached_nano, long_cache_write_nano, long_completion_nano, source, created_by)
       VALUES ($1, $2, $3, $4, coalesce($5, millrace_now()), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) RETURNING ${PRICE_COLUMNS}`,
      [id, principal.workspaceId, ...valuesOf(input), actorOf(principal).id],
    );
    return audited(client, principal, 'price.created', rows[0]);
  });
  return answer(deps, await orExists(write, input));
}

/** Changes a price, or ends it by a `validUntil`. Throws `price_not_found`, `price_exists`, `invalid_request`. */
export async function updatePrice(deps: ServiceDeps, principal: Principal, input: SavePrice & { id: string }): Promise<PriceView> {
  requirePermission(principal, 'credential:manage');
  checkPrice(input);
  const write = deps.db.transaction(async (client) => {
    const { rows } = await client.query<PriceRow>(
      `UPDATE model_price SET ${SET} WHERE id = $1 AND workspace_id = $2 RETURNING ${PRICE_COLUMNS}`,
      [input.id, principal.workspaceId, ...valuesOf(input)],
    );
    if (!rows[0]) throw priceNotFound(input.id);
    return audited(client, principal, 'price.updated', rows[0]);
  });
  return answer(deps, await orExists(write, input));
}

/** Deletes a price of the workspace's own: the shipped one, if there is any, holds again. Throws `price_not_found`. */
export async function deletePrice(deps: ServiceDeps, principal: Principal, input: { id: string }): Promise<null> {
  requirePermission(principal, 'credential:manage');
  await deps.db.transaction(async (client) => {
    const { rows } = await client.query<PriceRow>(
      `DELETE FROM model_price WHERE id = $1 AND workspace_id = $2 RETURNING ${PRICE_COLUMNS}`,
      [input.id, principal.workspaceId],
    );
    if (!rows[0]) throw priceNotFound(input.id);
    await audited(client, principal, 'price.deleted', rows[0]);
  });
  return null;
}

function checkPrice({ provider, validFrom, validUntil }: SavePrice): void {
  const known = PROVIDERS.filter(({ needsCredential }) => needsCredential).map(({ id }) => id);
  if (!known.includes(provider))
    throw userError('invalid_request', `There is no priced provider "${provider}"; choose one of ${known.join(', ')}.`, { provider });
  if (validFrom !== undefined && validUntil !== null && Date.parse(validUntil) <= Date.parse(validFrom)) throw endsBeforeItBegins();
}

function endsBeforeItBegins() {
  return userError('invalid_request', 'A price must end after it begins: choose a later validUntil.');
}

/** In the order of the columns, from $3 on. */
function valuesOf({ long, ...price }: SavePrice): unknown[] {
  return [
    ...[price.provider, price.model, price.validFrom ?? null, price.validUntil],
    ...[price.promptNano, price.cachedNano, price.cacheWriteNano, price.completionNano],
    ...[
      long?.above ?? null,
      long?.promptNano ?? null,
      long?.cachedNano ?? null,
      long?.cacheWriteNano ?? null,
      long?.completionNano ?? null,
    ],
    price.source,
  ];
}

async function requireRoom(client: SqlClient, workspaceId: string): Promise<void> {
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM model_price WHERE workspace_id = $1', [
    workspaceId,
  ]);
  if ((rows[0]?.count ?? 0) >= MOST_PRICES)
    throw userError('invalid_request', `This workspace has ${MOST_PRICES} prices; delete some that have ended first.`);
}

async function audited(client: SqlClient, principal: Principal, action: string, row: PriceRow | undefined): Promise<PriceRow> {
  // INSERT and UPDATE ... RETURNING answer the row they wrote; a missing one was refused before.
  const price = row as PriceRow;
  if (price.validUntil !== null && price.validUntil <= price.validFrom) throw endsBeforeItBegins();
  const { id: _id, validFrom, validUntil, ...rest } = price;
  const data: JsonObject = { ...rest, validFrom: validFrom.toISOString(), validUntil: validUntil?.toISOString() ?? null };
  await appendAudit(client, principal, { action, subjectKind: 'price', subjectId: price.id, data });
  return price;
}

/** Whether it is in force depends on its neighbours: told by the list alone, and here by its own times. */
function answer(deps: ServiceDeps, row: PriceRow): PriceView {
  const { validFrom, validUntil } = toOwnPrice(row);
  const now = deps.clock();
  return toPriceView(row, validFrom <= now && (validUntil === null || now < validUntil));
}

async function orExists<T>(write: Promise<T>, { provider, model }: SavePrice): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
    throw userError('price_exists', `There is a price of ${provider} ${model} that begins at the same moment; change that one.`, {
      provider,
      model,
    });
  }
}

function priceNotFound(id: string) {
  return userError('price_not_found', `Price ${id} does not exist in this workspace.`, { priceId: id });
}
