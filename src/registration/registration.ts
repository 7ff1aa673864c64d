import type { AgentIdentity, TvIdentity } from '../protocol/index.ts';
import { RegistrationDirectory } from './careDirectory.ts';
import { ClinicSettingsDesk } from './clinicSettings.ts';
import {
  DeviceGrant,
  type DeviceGrantSettings,
  defaultDeviceGrantSettings,
} from './deviceGrant.ts';
import { DeviceTokens } from './deviceTokens.ts';
import type { RegistrationFeed } from './feed.ts';
import { Pairing } from './pairing.ts';
import { owaspCost, type PasswordCost } from './password.ts';
import { Patients } from './patients.ts';
import { People } from './people.ts';
import type { RegistrationStore } from './ports.ts';
import { Proofs } from './proofs.ts';
import { RequestRoutes } from './requestRoutes.ts';
import type { RandomBytes } from './secrets.ts';
import { readSignInCookie } from './signInCookie.ts';
import { defaultSignInSettings, type SignInSettings, SignIns } from './signIns.ts';

export interface RegistrationSettings {
  readonly deviceGrant: DeviceGrantSettings;
  readonly signIn: SignInSettings;
  readonly passwordCost: PasswordCost;
  /** A device token this old is replaced at the next `session.open`. */
  readonly rotateTokensAfterMs: number;
}

export const defaultRegistrationSettings: RegistrationSettings = {
  deviceGrant: defaultDeviceGrantSettings,
  signIn: defaultSignInSettings,
  passwordCost: owaspCost,
  rotateTokensAfterMs: 24 * 3_600_000,
};

export interface RegistrationDeps {
  readonly store: RegistrationStore;
  readonly feed: RegistrationFeed;
  /** Keys the hashes of user codes; the same on every node and after a restart. */
  readonly userCodeKey: Uint8Array;
  /** Whether browsers reach the server by HTTPS, itself or through a proxy. */
  readonly isSecure: boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
  readonly settings?: RegistrationSettings;
}

/** Who is at the other end of a request or a socket. */
export interface Authentication {
  /** The person signed in by the cookie of a request. */
  agentBySignIn(
    cookieHeader: string | undefined,
  ): Promise<{ readonly identity: AgentIdentity; readonly signInId: string } | undefined>;
  /** Which of these sign-ins are over. */
  signInsOver(signInIds: readonly string[]): Promise<readonly string[]>;
  /** The device that holds a token; with a new token where the one used is due for rotation. */
  tvByToken(
    token: string,
  ): Promise<{ readonly identity: TvIdentity; readonly rotatedToken?: string } | undefined>;
  /** The device's present identity, as after a change of its care links. */
  tvIdentity(deviceId: string): Promise<TvIdentity | undefined>;
}

/** Devices, people, patients and care links: who may talk to whom. */
export interface Registration {
  readonly deviceGrant: DeviceGrant;
  readonly pairing: Pairing;
  readonly people: People;
  readonly patients: Patients;
  readonly proofs: Proofs;
  readonly signIns: SignIns;
  readonly authentication: Authentication;
  readonly clinicSettings: ClinicSettingsDesk;
  readonly requestRoutes: RequestRoutes;
  readonly directory: RegistrationDirectory;
}

export function createRegistration(deps: RegistrationDeps): Registration {
  const settings = deps.settings ?? defaultRegistrationSettings;
  const { deviceGrant, passwordCost, rotateTokensAfterMs } = settings;
  const directory = new RegistrationDirectory(deps);
  const patients = new Patients(deps);
  const proofs = new Proofs({ ...deps, patients, passwordCost });
  const signIns = new SignIns({ ...deps, passwordCost, settings: settings.signIn });
  const tokens = new DeviceTokens({ ...deps, directory, rotateAfterMs: rotateTokensAfterMs });
  return {
    deviceGrant: new DeviceGrant({
      ...deps,
      authorizations: deps.store.authorizations,
      tokens: deps.store.tokens,
      settings: deviceGrant,
    }),
    pairing: new Pairing({
      ...deps,
      patients,
      proofs,
      collectWithinSeconds: deviceGrant.expiresInSeconds,
    }),
    people: new People({ ...deps, passwordCost }),
    patients,
    proofs,
    signIns,
    clinicSettings: new ClinicSettingsDesk(deps),
    requestRoutes: new RequestRoutes(deps),
    directory,
    authentication: {
      agentBySignIn: async (cookieHeader) => {
        const secret = readSignInCookie(cookieHeader, deps.isSecure);
        return secret === undefined ? undefined : signIns.find(secret);
      },
      signInsOver: (signInIds) => signIns.over(signInIds),
      tvByToken: (token) => tokens.tvByToken(token),
      tvIdentity: (deviceId) => tokens.tvIdentity(deviceId),
    },
  };
}
