import { Refusal } from '../protocol/index.ts';
import type { ClinicStore, RequestRouteStore } from './ports.ts';
import type { RequestRoute } from './routing.ts';

export interface RequestRoutesDeps {
  readonly store: { readonly clinics: ClinicStore; readonly routes: RequestRouteStore };
  readonly now: () => Date;
  readonly newId: () => string;
}

/** The deployment's rules for requests that the device's own clinic has nobody for. */
export class RequestRoutes {
  readonly #deps: RequestRoutesDeps;

  constructor(deps: RequestRoutesDeps) {
    this.#deps = deps;
  }

  /** In the order in which they are tried. */
  async list(): Promise<readonly RequestRoute[]> {
    return await this.#deps.store.routes.list();
  }

  /** The new rule is tried after all others. @throws Refusal `not_found` where there is no such clinic */
  async create(route: Omit<RequestRoute, 'id'>): Promise<RequestRoute> {
    const { store, newId, now } = this.#deps;
    if ((await store.clinics.find(route.clinicId)) === undefined) {
      throw new Refusal('not_found', 'There is no such clinic.');
    }
    const created = { ...route, id: newId() };
    await store.routes.insert(created, now().toISOString());
    return created;
  }

  /** @throws Refusal `not_found` */
  async remove(routeId: string): Promise<void> {
    const isRemoved = await this.#deps.store.routes.remove(routeId);
    if (!isRemoved) throw new Refusal('not_found', 'There is no such rule.');
  }
}
