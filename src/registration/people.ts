import {
  type AgentIdentity,
  type ClinicRef,
  type ClinicSettings,
  type Desk,
  type PeopleResponse,
  type PersonRef,
  Refusal,
  type Role,
} from '../protocol/index.ts';
import { usualDesks } from './desks.ts';
import { hashPassword, type PasswordCost } from './password.ts';
import { requirePermission } from './permissions.ts';
import type { Clinic, ClinicStore, PersonStore } from './ports.ts';
import type { RandomBytes } from './secrets.ts';

export interface PeopleDeps {
  readonly store: { readonly clinics: ClinicStore; readonly people: PersonStore };
  readonly passwordCost: PasswordCost;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
}

const firstSettings: ClinicSettings = {
  reception: { openingHours: '', emergency: '' },
  answersItself: false,
  phones: { check: null, callIn: null, country: 'DE' },
};

/** Clinics and the people who work there. */
export class People {
  readonly #deps: PeopleDeps;

  constructor(deps: PeopleDeps) {
    this.#deps = deps;
  }

  async createClinic(clinic: Omit<Clinic, 'id' | 'settings'>): Promise<ClinicRef> {
    const id = this.#deps.newId();
    await this.#deps.store.clinics.insert(
      { ...clinic, settings: firstSettings, id },
      this.#deps.now().toISOString(),
    );
    return { id, name: clinic.name };
  }

  /** Whether there is any clinic. */
  async hasClinic(): Promise<boolean> {
    return !(await this.#deps.store.clinics.isEmpty());
  }

  /** @throws Refusal `not_found` */
  async clinic(clinicId: string): Promise<ClinicRef> {
    const clinic = await this.#deps.store.clinics.find(clinicId);
    if (clinic === undefined) throw new Refusal('not_found', 'There is no such clinic.');
    return { id: clinic.id, name: clinic.name };
  }

  /** @throws Refusal `conflict` where somebody signs in with this e-mail already */
  async createPerson(person: {
    readonly clinic: ClinicRef;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly password: string;
    /** What the role answers, unless it is said. */
    readonly desks?: readonly Desk[];
    readonly languages?: readonly string[];
  }): Promise<PersonRef> {
    const { newId, now, passwordCost, randomBytes, store } = this.#deps;
    const { clinic, name, role, desks = usualDesks(role), languages = [] } = person;
    const id = newId();
    const passwordHash = await hashPassword(person.password, randomBytes, passwordCost);
    const email = person.email.toLowerCase();
    const isFree = await store.people.insert(
      { id, clinic, email, name, role, desks, languages, passwordHash },
      now().toISOString(),
    );
    if (!isFree) throw new Refusal('conflict', 'Somebody signs in with this e-mail already.');
    return { id, name };
  }

  /**
   * Changes a password and ends the person's sign-ins: whoever knew the old one is out.
   * @throws Refusal `not_found` where nobody signs in with this e-mail
   */
  async setPassword(email: string, password: string): Promise<void> {
    const { passwordCost, randomBytes, store } = this.#deps;
    const found = await store.people.findByEmail(email.toLowerCase());
    if (found === undefined) throw new Refusal('not_found');
    const passwordHash = await hashPassword(password, randomBytes, passwordCost);
    await store.people.setPassword(found.person.id, passwordHash);
  }

  /** Whether somebody signs in with this e-mail. */
  async hasPerson(email: string): Promise<boolean> {
    return (await this.#deps.store.people.findByEmail(email.toLowerCase())) !== undefined;
  }

  /** Who of a clinic's people signs in with this e-mail. */
  async idByEmail(clinicId: string, email: string): Promise<string | undefined> {
    const found = await this.#deps.store.people.findByEmail(email.toLowerCase());
    return found?.person.clinic.id === clinicId ? found.person.id : undefined;
  }

  /** Colleagues in the own clinic, by name. @throws Refusal `forbidden` */
  async list(by: AgentIdentity, role?: Role): Promise<PeopleResponse> {
    requirePermission(by, 'see-colleagues');
    const people = await this.#deps.store.people.list(by.clinic.id, role);
    return {
      people: people.map(({ id, name, role: own, desks, languages }) => ({
        id,
        name,
        role: own,
        desks: [...desks],
        languages: [...languages],
      })),
    };
  }
}
