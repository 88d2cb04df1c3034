import { describe, expect, it } from 'vitest';
import { isDay, toAddress, toDashboardView, toQuery } from './dashboard-view';

const FLOW = '01KA0000000000000000000000';

describe("the dashboard's address", () => {
  it('is short where all is as usual, and says what is not', () => {
    const address = (params: Record<string, string>) => toAddress(toDashboardView(params));
    expect(address({})).toBe('/dashboard');
    expect(address({ range: '7d', by: 'model' })).toBe('/dashboard');
    expect(address({ range: '24h', by: 'flow', flow: FLOW })).toBe(`/dashboard?range=24h&by=flow&flow=${FLOW}`);
    expect(address({ from: '2026-11-01', to: '2026-11-02', model: 'a b' })).toBe('/dashboard?from=2026-11-01&to=2026-11-02&model=a+b');
  });

  it('leaves out what makes no sense', () => {
    expect(
      toAddress(toDashboardView({ range: '1y', by: 'colour', flow: 'x', currency: 'usd', from: '2026-11-02', to: '2026-11-01' })),
    ).toBe('/dashboard');
    expect(['2026-02-28', '2026-02-30', '2026-2-1', ''].map(isDay)).toEqual([true, false, false, false]);
  });

  it('asks for whole days of the zone, the last one included', () => {
    const ask = (tz: string) => {
      const { from, to } = toQuery(toDashboardView({ from: '2026-10-24', to: '2026-10-25' }), tz) as { from?: string; to?: string };
      return [from, to];
    };
    expect(ask('Europe/Berlin')).toEqual(['2026-10-23T22:00:00.000Z', '2026-10-25T23:00:00.000Z']);
    expect(ask('Pacific/Kiritimati')).toEqual(['2026-10-23T10:00:00.000Z', '2026-10-25T10:00:00.000Z']);
    expect(ask('Pacific/Pago_Pago')).toEqual(['2026-10-24T11:00:00.000Z', '2026-10-26T11:00:00.000Z']);
  });
});
