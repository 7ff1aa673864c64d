import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import {
  type DeviceRegistration,
  deviceAuthorizationResponse,
  deviceTokenResponse,
  pairingConfirmResponse,
} from '../../../src/protocol/index.ts';
import { demoPassword } from '../../support/housecall.ts';

export const registration: DeviceRegistration = {
  hardwareId: 'serial-0001',
  model: 'Test TV',
  platform: 'browser',
  engineVersion: '1',
  capabilities: {
    camera: true,
    microphone: true,
    dataChannel: true,
    decodes: ['vp8', 'opus'],
    encodes: ['vp8', 'opus'],
    keys: [],
  },
};

/** Someone of the demo clinic, signed in by HTTP as the agent app does it. */
export class SignedIn {
  readonly url: string;
  readonly cookie: string;

  private constructor(url: string, cookie: string) {
    this.url = url;
    this.cookie = cookie;
  }

  static async at(url: string, email = 'physician@demo.test'): Promise<SignedIn> {
    const response = await post(url, '/api/sign-in', { email, password: demoPassword });
    const [cookie] = response.headers.getSetCookie();
    if (!response.ok || cookie === undefined) throw new Error(`sign-in: ${response.status}`);
    return new SignedIn(url, cookie.split(';')[0] ?? '');
  }

  /** A WebSocket with this person's cookie, as their browser would send it. */
  get WebSocket(): new (
    url: string,
    protocol: string,
  ) => WebSocket {
    const { cookie } = this;
    return class extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, { protocols: protocol, headers: { cookie } });
      }
    };
  }

  /** Binds the TV that shows the code to a new patient. @returns the device's id */
  async confirm(userCode: string, name = 'Maria Example'): Promise<string> {
    const body = { userCode, patient: { name } };
    const confirmed = await this.#ask('/api/pairing/confirm', body, pairingConfirmResponse);
    return confirmed.deviceId;
  }

  /** What a route answers. @throws Error where it refuses */
  async post(path: string, body: object): Promise<unknown> {
    const response = await post(this.url, path, body, this.cookie);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return await response.json();
  }

  async unpair(deviceId: string): Promise<void> {
    const response = await post(this.url, '/api/device/unpair', { deviceId }, this.cookie);
    if (!response.ok) throw new Error(`unpair: ${response.status}`);
  }

  /** Pairs a TV of its own as people do. */
  /** @param decodes the codecs that the TV says it decodes, the best first */
  async pairTv(
    decodes: readonly string[] = registration.capabilities.decodes,
  ): Promise<{ readonly deviceId: string; readonly token: string }> {
    const capabilities = { ...registration.capabilities, decodes };
    const codes = await this.#ask(
      '/api/device/authorize',
      {
        client_id: 'housecall-tv',
        registration: { ...registration, hardwareId: newId(), capabilities },
      },
      deviceAuthorizationResponse,
    );
    const deviceId = await this.confirm(codes.user_code);
    const { access_token } = await this.#ask(
      '/api/device/token',
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: 'housecall-tv',
        device_code: codes.device_code,
      },
      deviceTokenResponse,
    );
    return { deviceId, token: access_token };
  }

  async #ask<S extends z.ZodType>(path: string, body: object, schema: S): Promise<z.output<S>> {
    const response = await post(this.url, path, body, this.cookie);
    return schema.parse(await response.json());
  }
}

function post(url: string, path: string, body: object, cookie?: string): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: url,
      ...(cookie === undefined ? {} : { cookie }),
    },
    body: JSON.stringify(body),
  });
}
