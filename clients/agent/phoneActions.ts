import type { PhoneUse, PhoneWays } from '../../src/protocol/index.ts';
import type { Connector } from '../connector/index.ts';
import type { LinkTarget } from './linkTarget.ts';
import type { Loaded } from './useLoaded.ts';

/** What an agent can do about a patient's phone. What is refused rejects with `RequestError`. */
export interface PhoneActions {
  readonly onPropose: (use: PhoneUse) => Promise<unknown>;
  /** @returns to whom, mostly hidden */
  readonly onSendLink: (use: PhoneUse, to: LinkTarget) => Promise<{ readonly to: string }>;
  readonly onDial: () => Promise<unknown>;
  readonly onConfirmReference: (reference: string) => Promise<{ readonly consultId: string }>;
  readonly onSendMail: (email: string, text: string) => Promise<unknown>;
  readonly onAdmit: (mobileId: string) => Promise<unknown>;
  readonly onRefuse: (mobileId: string) => Promise<unknown>;
}

/** The same, with the ways to a phone that there are. */
export interface PhoneDesk extends PhoneActions {
  readonly ways: Loaded<PhoneWays>;
}

export function phoneActions(
  connector: Pick<Connector, 'request'>,
  consultId: string,
): PhoneActions {
  return {
    onPropose: (use) =>
      connector.request('deflection.propose', { consultId, use, reason: 'wished' }),
    onSendLink: (use, to) => connector.request('deflection.sendLink', { consultId, use, to }),
    onDial: () => connector.request('deflection.dial', { consultId }),
    onConfirmReference: (reference) =>
      connector.request('deflection.confirmReference', { reference }),
    onSendMail: (email, text) =>
      connector.request('deflection.sendMail', { consultId, email, text }),
    onAdmit: (mobileId) => connector.request('deflection.admit', { consultId, mobileId }),
    onRefuse: (mobileId) => connector.request('deflection.refuse', { consultId, mobileId }),
  };
}
