import type { Role } from '../../src/protocol/index.ts';
import { formatUserCode, isComplete } from './userCode.ts';

export type Route =
  | 'consults'
  | 'pair'
  | 'patients'
  | 'people'
  | 'clinic'
  | 'playbook'
  | 'integrations';

/** The pages of each role, the first one being where its work begins. */
export const routesOf: Readonly<Record<Role, readonly [Route, ...Route[]]>> = {
  physician: ['consults', 'pair', 'patients'],
  staff: ['consults', 'pair', 'patients'],
  admin: ['people', 'clinic', 'playbook', 'integrations'],
};

/** Where the address bar's fragment leads; a user code in it opens pairing. */
export interface Location {
  /** `null` where the fragment names no page. */
  readonly route: Route | null;
  /** A user code that a QR code brought. It leaves the address bar at once. */
  readonly userCode: string | null;
}

const routes: readonly Route[] = [...new Set(Object.values(routesOf).flat())];

export function readLocation(hash: string): Location {
  const [name, value] = hash.replace(/^#/, '').split('=', 2);
  if (name === 'pair') {
    const code = formatUserCode(decodeQuietly(value ?? ''));
    return { route: 'pair', userCode: isComplete(code) ? code : null };
  }
  const route = routes.find((known) => known === name) ?? null;
  return { route, userCode: null };
}

function decodeQuietly(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
