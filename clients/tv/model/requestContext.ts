import type { DeviceEvent, ServiceRequest } from '../../../src/protocol/index.ts';
import { describeEngine } from '../../connector/index.ts';
import { networkType, type PlatformFacts, platformFacts } from '../platform/platform.ts';

/** What is on the screen at the moment of a request, and in which service. */
export interface Moment {
  readonly screen: string;
  readonly screenState?: string;
  readonly service?: {
    readonly name: string;
    readonly version?: string;
    readonly state?: string;
  };
  /** The account with the service. */
  readonly account?: string;
  /** The last events, oldest first. */
  readonly events?: readonly DeviceEvent[];
}

/** Makes the context of service requests. What the platform tells is asked once, ahead of time. */
export class ContextSource {
  #facts: PlatformFacts = {};

  constructor() {
    void platformFacts().then((facts) => {
      this.#facts = facts;
    });
  }

  describe({ events = [], ...moment }: Moment): ServiceRequest['context'] {
    const { displayModel, firmware } = this.#facts;
    const network = networkType();
    return {
      ...moment,
      language: navigator.language,
      ...(network === undefined ? {} : { networkType: network.slice(0, 32) }),
      device: {
        ...describeEngine(),
        ...(displayModel === undefined ? {} : { displayModel: displayModel.slice(0, 128) }),
        ...(firmware === undefined ? {} : { firmware: firmware.slice(0, 64) }),
      },
      events: [...events],
    };
  }
}
