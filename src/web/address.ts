import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import proxyAddress from 'proxy-addr';

const mappedPrefix = '::ffff:';

/** A network address as people write it: an IPv4 address on an IPv6 socket without its prefix. */
export function plainAddress(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  return address.startsWith(mappedPrefix) ? address.slice(mappedPrefix.length) : address;
}

/** What limits count by: an IPv4 address, or the /64 that one IPv6 household has for itself. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const last = tail?.split(':').filter((group) => group !== '') ?? [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - last.length;
  const all = [...groups, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...last];
  return `${all.slice(0, 4).join(':')}::/64`;
}

/** What limits count a request's sender by, as far as proxies are believed. */
export function callerKey(request: IncomingMessage, trustedProxies: number): string {
  const address = proxyAddress(request, (_address, hop) => hop < trustedProxies);
  return addressKey(plainAddress(address));
}

export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
