import type { z } from 'zod';
import {
  type Playbook,
  type PlaybookFile,
  type PlaybookResponse,
  type PlaybookTryResponse,
  type PlaybookVersion,
  playbookResponse,
  type playbookTryRequest,
  playbookTryResponse,
  playbookVersion,
} from '../../src/protocol/playbook.ts';
import type { HttpApi } from './httpApi.ts';

/** The request that a draft is tried with. */
export type SampleRequest = z.input<typeof playbookTryRequest>['request'];

/** The clinic's playbook (`docs/playbooks.md`). Every method throws `ApiError`. */
export class PlaybookApi {
  readonly #http: HttpApi;

  constructor(http: HttpApi) {
    this.#http = http;
  }

  /** What is in force, or an older version. */
  readonly read = (version?: number): Promise<PlaybookResponse> => {
    const query = version === undefined ? '' : `?version=${version}`;
    return this.#http.call('GET', `/api/playbook${query}`, playbookResponse);
  };

  /** `conflict` where somebody else saved since `expectedVersion`. */
  save(expectedVersion: number, playbook: Playbook): Promise<PlaybookVersion> {
    return this.#http.call('PUT', '/api/playbook', playbookVersion, { expectedVersion, playbook });
  }

  import(expectedVersion: number, file: PlaybookFile): Promise<PlaybookVersion> {
    const body = { expectedVersion, file };
    return this.#http.call('POST', '/api/playbook/import', playbookVersion, body);
  }

  restore(expectedVersion: number): Promise<PlaybookVersion> {
    return this.#http.call('POST', '/api/playbook/restore', playbookVersion, { expectedVersion });
  }

  try(playbook: Playbook, request: SampleRequest): Promise<PlaybookTryResponse> {
    const body = { playbook, request };
    return this.#http.call('POST', '/api/playbook/try', playbookTryResponse, body);
  }
}
