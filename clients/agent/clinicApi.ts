import { z } from 'zod';
import {
  type AgentIdentity,
  type ClinicSettings,
  clinicSettings,
  type DesksRequest,
  meResponse,
  type PairingConfirmRequest,
  type PairingConfirmResponse,
  type PairingLookupResponse,
  type PatientProofsRequest,
  type PatientsResponse,
  type PeopleResponse,
  pairingConfirmResponse,
  pairingLookupResponse,
  patientsResponse,
  peopleResponse,
} from '../../src/protocol/index.ts';
import { ApiError, HttpApi } from './httpApi.ts';
import { IntegrationApi } from './integrationApi.ts';
import { PlaybookApi } from './playbookApi.ts';

/** The clinic's HTTP API (`src/protocol/adminApi.ts`). Every method throws `ApiError`. */
export class ClinicApi {
  readonly #http: HttpApi;
  readonly playbooks: PlaybookApi;
  readonly integrations: IntegrationApi;

  /** @param baseUrl the server's origin; an empty string is the page's own. */
  constructor(baseUrl = '') {
    this.#http = new HttpApi(baseUrl);
    this.playbooks = new PlaybookApi(this.#http);
    this.integrations = new IntegrationApi(this.#http);
  }

  signIn(email: string, password: string): Promise<AgentIdentity> {
    return this.#http.call('POST', '/api/sign-in', meResponse, { email, password });
  }

  /** Who is signed in, or `null`. */
  async me(): Promise<AgentIdentity | null> {
    try {
      return await this.#http.call('GET', '/api/me', meResponse);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return null;
      throw error;
    }
  }

  async signOut(): Promise<void> {
    await this.#http.call('POST', '/api/sign-out', z.unknown(), {});
  }

  lookup(userCode: string): Promise<PairingLookupResponse> {
    return this.#http.call('POST', '/api/pairing/lookup', pairingLookupResponse, { userCode });
  }

  confirm(request: PairingConfirmRequest): Promise<PairingConfirmResponse> {
    return this.#http.call('POST', '/api/pairing/confirm', pairingConfirmResponse, request);
  }

  async refuse(userCode: string): Promise<void> {
    await this.#http.call('POST', '/api/pairing/deny', z.unknown(), { userCode });
  }

  readonly people = async (): Promise<PeopleResponse['people']> =>
    (await this.#http.call('GET', '/api/people', peopleResponse)).people;

  readonly physicians = async (): Promise<PeopleResponse['people']> =>
    (await this.#http.call('GET', '/api/people?role=physician', peopleResponse)).people;

  readonly patients = async (): Promise<PatientsResponse['patients']> =>
    (await this.#http.call('GET', '/api/patients', patientsResponse)).patients;

  async setCareLink(patientId: string, named: boolean): Promise<void> {
    const action = named ? 'name' : 'unname';
    await this.#http.call('POST', `/api/care-links/${action}`, z.unknown(), { patientId });
  }

  readonly settings = (): Promise<ClinicSettings> =>
    this.#http.call('GET', '/api/clinic/settings', clinicSettings);

  async saveSettings(settings: ClinicSettings): Promise<void> {
    await this.#http.call('PUT', '/api/clinic/settings', z.unknown(), settings);
  }

  async setDesks(request: DesksRequest): Promise<void> {
    await this.#http.call('PUT', '/api/people/desks', z.unknown(), request);
  }

  async setProofs(request: PatientProofsRequest): Promise<void> {
    await this.#http.call('PUT', '/api/patients/proofs', z.unknown(), request);
  }

  async unpair(deviceId: string): Promise<void> {
    await this.#http.call('POST', '/api/device/unpair', z.unknown(), { deviceId });
  }
}
