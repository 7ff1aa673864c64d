import {
  type ChangeInboundSourceRequest,
  type InboundSource,
  type InboundSourcesResponse,
  Refusal,
  type RotateResponse,
} from '../protocol/index.ts';
import type { Source, SourceStore } from './ports.ts';
import type { Secrets } from './secret.ts';

const maxPerClinic = 50;

export interface SourcesDeps {
  readonly store: SourceStore;
  readonly secrets: Secrets;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** The clinic's systems that may send commands. Every call is within one clinic. */
export class Sources {
  readonly #deps: SourcesDeps;

  constructor(deps: SourcesDeps) {
    this.#deps = deps;
  }

  async list(clinicId: string): Promise<InboundSourcesResponse> {
    const sources = await this.#deps.store.list(clinicId);
    return { sources: sources.map((each) => this.#view(each)) };
  }

  /**
   * @returns the source and its secret, which is told this once
   * @throws Refusal `conflict` where the clinic has too many
   */
  async create(
    clinicId: string,
    name: string,
  ): Promise<{ readonly source: InboundSource; readonly secret: string }> {
    const { newId, now, secrets, store } = this.#deps;
    if ((await store.list(clinicId)).length >= maxPerClinic) {
      throw new Refusal('conflict', `A clinic has at most ${maxPerClinic} sources.`);
    }
    const id = newId();
    const secret = secrets.make();
    const source: Source = {
      id,
      clinicId,
      name,
      enabled: true,
      secrets: { present: secrets.seal(secret, id), former: null },
      createdAt: now().toISOString(),
    };
    await store.insert(source);
    return { source: this.#view(source), secret };
  }

  /** @throws Refusal `not_found` */
  async change(
    clinicId: string,
    { id, enabled, name }: ChangeInboundSourceRequest,
  ): Promise<InboundSource> {
    const before = await this.#require(clinicId, id);
    const settings = { name: name ?? before.name, enabled: enabled ?? before.enabled };
    await this.#deps.store.change(id, settings);
    return this.#view({ ...before, ...settings });
  }

  /** @throws Refusal `not_found` */
  async remove(clinicId: string, id: string): Promise<void> {
    await this.#require(clinicId, id);
    await this.#deps.store.remove(id);
  }

  /** Makes a new secret; both are good for a day. @throws Refusal `not_found` */
  async rotate(clinicId: string, id: string): Promise<RotateResponse> {
    const { now, secrets, store } = this.#deps;
    const source = await this.#require(clinicId, id);
    const rotated = secrets.rotate(source.secrets, id, now());
    await store.setSecrets(id, rotated.secrets);
    return { secret: rotated.secret, formerSecretUntil: rotated.until };
  }

  async #require(clinicId: string, id: string): Promise<Source> {
    const source = await this.#deps.store.find(id);
    if (source?.clinicId !== clinicId) throw new Refusal('not_found');
    return source;
  }

  #view({ createdAt, enabled, id, name, secrets }: Source): InboundSource {
    const until = secrets.former?.until ?? null;
    const isOver = until === null || until <= this.#deps.now().toISOString();
    return { id, name, enabled, createdAt, formerSecretUntil: isOver ? null : until };
  }
}
