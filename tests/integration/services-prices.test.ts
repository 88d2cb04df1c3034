import { describe, expect, it } from 'vitest';
import type { SavePrice } from '@/lib/contracts/prices';
import type { SqlClient } from '@/lib/db/database';
import { shippedPrice } from '@/lib/llm';
import { verifyAudit } from '@/lib/services/audit/verify-audit';
import { listPrices } from '@/lib/services/prices/list-prices';
import { openPriceBooks } from '@/lib/services/prices/open-price-books';
import { createPrice, deletePrice, updatePrice } from '@/lib/services/prices/save-price';
import { newId } from '@/lib/std/ids';
import { openTestDatabase } from '@/tests/support/database';
import { openTestServices, without } from '@/tests/support/services';

const database = await openTestDatabase();
const { db } = database;
const services = openTestServices(database);
const { deps } = services;

const mini: SavePrice = {
  ...{ provider: 'openai', model: 'gpt-4o-mini', validFrom: '2026-01-01T00:00:00.000Z', validUntil: null },
  ...{ promptNano: '7', cachedNano: '3', cacheWriteNano: '7', completionNano: '11', long: null, source: 'our contract' },
};

describe('prices', () => {
  it('list what is shipped with its source, and one of our own in its place', async () => {
    const me = await services.principal();
    const shipped = (await listPrices(deps, me)).items;
    expect(shipped.length).toBeGreaterThan(50);
    for (const item of shipped) expect(item).toMatchObject({ id: null, inForce: true, list: { url: expect.stringMatching(/^https:/) } });
    const saved = await createPrice(deps, me, mini);
    const { items } = await listPrices(deps, me);
    expect(items[0]).toEqual(saved);
    expect(saved).toMatchObject({ ...mini, inForce: true, list: null, currency: 'USD' });
    const replaced = items.filter(({ inForce }) => !inForce);
    expect(replaced).toMatchObject([{ id: null, provider: 'openai', model: 'gpt-4o-mini' }]);
  });

  it('change, end and go, and each leaves an audit row', async () => {
    const me = await services.principal();
    const { id } = await createPrice(deps, me, mini);
    const long = { above: 100, promptNano: '9', cachedNano: '9', cacheWriteNano: '9', completionNano: '9' };
    expect(await updatePrice(deps, me, { ...mini, id: id ?? '', long })).toMatchObject({ long });
    const { validFrom: _kept, ...ending } = { ...mini, validUntil: '2026-02-01T00:00:00.000Z' };
    expect(await updatePrice(deps, me, { ...ending, id: id ?? '' })).toMatchObject({
      validFrom: mini.validFrom,
      inForce: false,
      long: null,
    });
    await deletePrice(deps, me, { id: id ?? '' });
    await expect(deletePrice(deps, me, { id: id ?? '' })).rejects.toMatchObject({ code: 'price_not_found' });
    const { rows } = await db.query<{ action: string }>('SELECT action FROM audit_log WHERE workspace_id = $1 ORDER BY at', [
      me.workspaceId,
    ]);
    expect(rows.map(({ action }) => action)).toEqual(['price.created', 'price.updated', 'price.updated', 'price.deleted']);
    expect(await verifyAudit(db, me.workspaceId)).toMatchObject({ brokenAt: null });
  });

  it('refuse what makes no sense, another workspace, and those who may not', async () => {
    const me = await services.principal();
    const { id } = await createPrice(deps, me, mini);
    await expect(createPrice(deps, me, mini)).rejects.toMatchObject({ code: 'price_exists' });
    for (const wrong of [{ provider: 'demo' }, { provider: 'nobody' }, { validUntil: mini.validFrom ?? null }])
      await expect(createPrice(deps, me, { ...mini, ...wrong })).rejects.toMatchObject({ code: 'invalid_request' });
    // Without a beginning it begins now, after such an end.
    const { validFrom: _now, ...past } = { ...mini, validUntil: '2026-01-02T00:00:00.000Z' };
    await expect(createPrice(deps, me, past)).rejects.toMatchObject({ code: 'invalid_request' });
    const other = await services.principal();
    await expect(updatePrice(deps, other, { ...mini, id: id ?? '' })).rejects.toMatchObject({ code: 'price_not_found' });
    await expect(deletePrice(deps, other, { id: id ?? '' })).rejects.toMatchObject({ code: 'price_not_found' });
    expect((await listPrices(deps, other)).items.every((item) => item.id === null)).toBe(true);
    await expect(listPrices(deps, without(me, 'usage:read'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createPrice(deps, without(me, 'credential:manage'), mini)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(updatePrice(deps, without(me, 'credential:manage'), { ...mini, id: newId() })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(deletePrice(deps, without(me, 'credential:manage'), { id: newId() })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('price books', () => {
  const jan = Date.parse('2026-01-15T00:00:00.000Z');

  it('hold the workspace’s prices by date', async () => {
    const me = await services.principal();
    await createPrice(deps, me, mini);
    const book = await openPriceBooks(db)(me.workspaceId);
    expect(book.find('openai', 'gpt-4o-mini', jan)).toEqual({ prompt: 7n, cached: 3n, cacheWrite: 7n, completion: 11n });
    expect(book.find('openai', 'gpt-4o-mini', jan - 31 * 86_400_000)).toEqual(shippedPrice('openai', 'gpt-4o-mini'));
  });

  it('answer with the last one known where the database is slow or away, and fail only where there is none', async () => {
    const me = await services.principal();
    await createPrice(deps, me, mini);
    let mode: 'well' | 'slow' | 'away' = 'well';
    const flaky = {
      query: async (...given: Parameters<SqlClient['query']>) => {
        if (mode === 'away') throw new Error('away');
        if (mode === 'slow') await new Promise((resolve) => setTimeout(resolve, 2000));
        return db.query(...given);
      },
    } as SqlClient;
    const books = openPriceBooks(flaky, { freshMs: 0 });
    expect((await books(me.workspaceId)).find('openai', 'gpt-4o-mini', jan)?.prompt).toBe(7n);
    mode = 'slow';
    const begun = performance.now();
    expect((await books(me.workspaceId)).find('openai', 'gpt-4o-mini', jan)?.prompt).toBe(7n);
    expect(performance.now() - begun).toBeLessThan(1000);
    mode = 'away';
    expect((await books(me.workspaceId)).find('openai', 'gpt-4o-mini', jan)?.prompt).toBe(7n);
    await expect(books(newId())).rejects.toThrow('away');
  });
});
