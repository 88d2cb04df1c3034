import { describe, expect, it } from 'vitest';
import { clientAddress, createPeerMarks, PEER_HEADER } from './peer-mark';

describe('clientAddress', () => {
  it.each([
    ['203.0.113.9', undefined, 0, '203.0.113.9'],
    ['::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
    ['203.0.113.9', '198.51.100.1', 0, '203.0.113.9'],
    ['10.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.1', 1, '198.51.100.1'],
    ['10.0.0.1', '6.6.6.6, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
    ['10.0.0.1', 'nonsense', 1, '10.0.0.1'],
    ['10.0.0.1', undefined, 1, '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2::/64'],
    ['2001:0db8::1', undefined, 0, '2001:db8:0:0::/64'],
    ['::1', undefined, 0, '0:0:0:0::/64'],
    ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0::/64'],
    ['', undefined, 0, ''],
  ])('of a connection from "%s" forwarded for %j behind %i proxies is %s', (peer, forwarded, hops, address) => {
    expect(clientAddress(peer, forwarded, hops)).toBe(address);
  });
});

it('overwrites a mark that a client sent, and reads none of another process', () => {
  const marks = createPeerMarks();
  const request = { headers: { [PEER_HEADER]: 'guess 6.6.6.6' } as Record<string, string>, socket: { remoteAddress: '203.0.113.9' } };
  expect(marks.read(request.headers[PEER_HEADER])).toBeNull();
  marks.mark(request);
  expect(marks.read(request.headers[PEER_HEADER])).toBe('203.0.113.9');
  expect(createPeerMarks().read(request.headers[PEER_HEADER])).toBeNull();
  expect(marks.read(undefined)).toBeNull();
});
