import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Refusal } from '../protocol/index.ts';

/** How near a webhook's target may be: on the internet only, on this machine too, or anywhere. */
export type Reach = 'public' | 'public-and-loopback' | 'private-too';

type Nearness = 'public' | 'private' | 'loopback' | 'never';

/** Where a name points to. */
export type Resolve = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

const loopback = listOf(['127.0.0.0/8', '::1/128']);
/** A clinic's own network: RFC 1918, RFC 6598, RFC 4193. */
const privateNetworks = listOf([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
]);
/** Where no receiver is: RFC 6890's other registries, and where clouds keep their credentials. */
const never = listOf([
  '0.0.0.0/8',
  '100.100.100.200/32',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fd00:ec2::/32',
]);
const globalUnicast = listOf(['2000::/3']);

/**
 * Whether a target may be called at all, as far as its text tells: `https`, or `http` on this
 * machine where loopback is in reach. What its name points to is looked at when it is called.
 * @throws Refusal `invalid_params`
 */
export function checkTarget(text: string, reach: Reach): void {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new Refusal('invalid_params', 'A target has no user name and no password.');
  }
  const host = hostOf(url);
  const isHere = host === 'localhost' || (isIP(host) !== 0 && nearnessOf(host) === 'loopback');
  if (url.protocol === 'http:' && !(isHere && reach !== 'public')) {
    throw new Refusal('invalid_params', 'A target begins with https://.');
  }
  if ((isHere && reach === 'public') || (isIP(host) !== 0 && !isInReach(host, url, reach))) {
    throw new Refusal(
      'invalid_params',
      'The target is in a network that webhooks may not reach. See HOUSECALL_WEBHOOK_PRIVATE.',
    );
  }
}

/** An address that a webhook may not go to. */
export class OutOfReach extends Error {
  override name = 'OutOfReach';
}

/**
 * Looks a target's name up for the one connection that is about to be made, so that the address
 * that was checked is the one that is called, however fast the name changes.
 */
export function lookupWithin(
  url: URL,
  reach: Reach,
  resolve: Resolve = resolveBySystem,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isInReach(address, url, reach))) {
          callback(new OutOfReach(), '', 0);
        } else if (options.all) {
          callback(null, [...addresses]);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('lookup'), '', 0),
    );
  };
}

/** Refuses an address that stands in the URL itself, which nobody looks up. @throws OutOfReach */
export function requireReach(url: URL, reach: Reach): void {
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isInReach(host, url, reach)) throw new OutOfReach();
}

function isInReach(address: string, url: URL, reach: Reach): boolean {
  const nearness = nearnessOf(address);
  // Unencrypted, it stays on this machine.
  if (url.protocol === 'http:' && nearness !== 'loopback') return false;
  switch (nearness) {
    case 'public':
      return true;
    case 'loopback':
      return reach !== 'public';
    case 'private':
      return reach === 'private-too';
    case 'never':
      return false;
  }
}

function nearnessOf(address: string): Nearness {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return 'never';
  const type = family === 4 ? 'ipv4' : 'ipv6';
  // A list of IPv4 networks also holds their addresses as IPv6 writes them, ::ffff:10.0.0.1.
  if (never.check(address, type)) return 'never';
  if (loopback.check(address, type)) return 'loopback';
  if (privateNetworks.check(address, type)) return 'private';
  return family === 4 || globalUnicast.check(address, type) ? 'public' : 'never';
}

/** The URL's host, an IPv6 address without its brackets. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    list.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
