import type { Consults } from '../consult/consults.ts';
import type { Logger } from '../log.ts';
import type { RegistrationChange } from '../registration/feed.ts';
import type { Authentication } from '../registration/registration.ts';
import type { SessionStore } from './ports.ts';
import type { PresenceReports } from './presenceReports.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

export interface RegistrationChangesOptions {
  readonly authentication: Authentication;
  readonly store: SessionStore;
  readonly sessions: Sessions;
  readonly presence: PresenceReports;
  readonly consults: Pick<Consults, 'deviceUnpaired' | 'careLinksChanged' | 'clinicChanged'>;
  readonly log: Logger;
}

/** What a change of registration means for the sessions: some end, some are somebody else now. */
export class RegistrationChanges {
  readonly #options: RegistrationChangesOptions;

  constructor(options: RegistrationChangesOptions) {
    this.#options = options;
  }

  publish(change: RegistrationChange): void {
    const { sessions, store, consults } = this.#options;
    for (const session of affected(sessions, change)) this.applyTo(session, change);
    if (change.type === 'device-unpaired') {
      this.#run(consults.deviceUnpaired(change.deviceId), change);
      this.#run(store.removeOfDevice(change.deviceId), change);
    } else if (change.type === 'signed-out') {
      this.#run(store.removeOfSignIn(change.signInId), change);
    } else if (change.type === 'clinic-changed') {
      this.#run(consults.clinicChanged(change.clinicId), change);
    } else {
      this.#run(consults.careLinksChanged(change.patientId), change);
    }
  }

  /** Does what the change asks of this session, if it is about it at all. */
  applyTo(session: Session, change: RegistrationChange): void {
    const { sessions, presence } = this.#options;
    const { identity } = session;
    switch (change.type) {
      case 'device-unpaired':
        if (identity.kind !== 'tv' || identity.deviceId !== change.deviceId) return;
        session.connection?.close('unpaired');
        sessions.forget(session);
        return;
      case 'signed-out':
        if (session.signInId !== change.signInId) return;
        session.connection?.close('unauthenticated');
        sessions.forget(session);
        void presence.session(session);
        return;
      case 'patient-changed':
        if (identity.kind !== 'tv' || identity.patient.id !== change.patientId) return;
        this.#run(this.#refresh(session, identity.deviceId), change);
        return;
      case 'clinic-changed':
        if (identity.kind !== 'tv' || identity.clinic.id !== change.clinicId) return;
        this.#run(this.#refresh(session, identity.deviceId), change);
        return;
      default:
        change satisfies never;
    }
  }

  async #refresh(session: Session, deviceId: string): Promise<void> {
    const identity = await this.#options.authentication.tvIdentity(deviceId);
    if (!identity) return;
    session.identity = identity;
    session.notify('session.identity', { identity });
  }

  #run(work: Promise<void>, change: RegistrationChange): void {
    work.catch((error: unknown) => {
      this.#options.log.error({ err: error, type: change.type }, 'a change could not be followed');
    });
  }
}

function affected(sessions: Sessions, change: RegistrationChange): readonly Session[] {
  if (change.type !== 'device-unpaired') return [...sessions.all()];
  const session = sessions.ofDevice(change.deviceId);
  return session ? [session] : [];
}
