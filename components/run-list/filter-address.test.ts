import { describe, expect, it } from 'vitest';
import { isSameFilter, membersOf, readAddress, toSearch, unreadable, withFilters } from './filter-address';

describe('the address of the runs page', () => {
  it('holds the filters and nothing else', () => {
    const texts = readAddress({ status: ['FAILED', 'CANCELLED'], label: 'env=prod', utm: 'x', cost_tag: '' });
    expect(texts).toEqual({ status: ['FAILED', 'CANCELLED'], label: 'env=prod', cost_tag: '' });
    expect(toSearch(texts)).toBe('?status=FAILED&status=CANCELLED&label=env%3Dprod&cost_tag=');
    expect(toSearch({})).toBe('');
  });

  it('reads lists by commas and by repetition alike', () => {
    expect(membersOf({ status: 'FAILED,CANCELLED' }, 'status')).toEqual(['FAILED', 'CANCELLED']);
    expect(membersOf({ status: ['FAILED', 'CANCELLED'] }, 'status')).toEqual(['FAILED', 'CANCELLED']);
    expect(membersOf({}, 'trigger')).toEqual([]);
  });

  it('takes out what is set to nothing, and keeps an empty cost tag, which means calls without one', () => {
    expect(withFilters({ flow: 'a', status: 'FAILED' }, { status: [], flow: undefined, cost_tag: '' })).toEqual({ cost_tag: '' });
  });

  it('names what cannot be read', () => {
    expect(unreadable({ status: 'FAILED', cost_min: 'much', from: 'once' })).toEqual(['from', 'cost_min']);
    expect(unreadable({ status: 'FAILED' })).toEqual([]);
  });

  it('is the same for the same filters in another order', () => {
    expect(isSameFilter({ flow: 'a', model: 'b' }, { model: 'b', flow: 'a' })).toBe(true);
    expect(isSameFilter({ flow: 'a' }, {})).toBe(false);
  });
});
