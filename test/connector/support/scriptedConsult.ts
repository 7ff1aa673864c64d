import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { v7 as newId } from 'uuid';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type ConsultView,
  errorCodes,
  guestPlace,
  type MobilePlace,
  methods,
  type PatientAt,
  type PersonRef,
  type PlaceName,
  type PlaceStatus,
  Refusal,
  requestFrame,
  type ServerNotificationName,
  subprotocol,
} from '../../../src/protocol/index.ts';
import type { Relay } from '../../../src/sfu/relay.ts';
import { startRelay } from '../../sfu/support.ts';
import { plainConsult } from '../../support/consultViews.ts';
import { careRequest } from '../../support/serviceRequests.ts';
import { registration } from './demo.ts';

const heartbeatIntervalMs = 3_000;
export const guestId = '019a0000-0000-7000-8000-00000000000a';
/** Where those sit who may come, by the token with which they open their sessions. */
const placeOf: Readonly<Record<string, PlaceName>> = {
  tv: 'tv',
  first: 'agent',
  second: 'agent',
  guest: guestPlace(guestId),
  phone: 'mobile',
};

/**
 * A server with the real relay and real sockets for one consult whose course the test writes: who
 * is rung, who is let in, which epoch it is.
 */
export class ScriptedConsult {
  readonly relay: Relay;
  /** What endpoints reported of themselves. */
  readonly reports: { readonly from: string; readonly method: string; readonly params: object }[] =
    [];
  readonly #http: Server;
  readonly #sockets = new Map<string, WebSocket>();
  readonly #people = new Map<string, PersonRef>();
  readonly #heartbeat: NodeJS.Timeout;
  #consult = offered();
  #admitted: readonly string[] = [];

  private constructor(relay: Relay, http: Server) {
    this.relay = relay;
    this.#http = http;
    const handleProtocols = () => subprotocol;
    new WebSocketServer({ server: http, handleProtocols }).on('connection', (socket) => {
      let from = '';
      socket.on('message', async (data) => {
        const { id, method, params = {} } = requestFrame.parse(JSON.parse(String(data)));
        if (method === 'session.open') {
          from = methods['session.open'].params.parse(params).token ?? '';
          this.#sockets.set(from, socket);
        }
        if (id === undefined) return;
        const answer = await this.#answer(from, method, params);
        socket.send(JSON.stringify({ jsonrpc: '2.0', id, ...answer }));
      });
    });
    this.#heartbeat = setInterval(() => {
      for (const to of this.#sockets.keys()) this.#notify(to, 'session.heartbeat', {});
    }, heartbeatIntervalMs);
    const media = (roomId: string) => ({
      consultId: this.#consult.id,
      epoch: Number(roomId.split(':')[1]),
    });
    relay.listen({
      onConsumer: (roomId, to, told) =>
        this.#notify(to, 'relay.consumer', { ...media(roomId), ...told }),
      onDataConsumer: (roomId, to, told) =>
        this.#notify(to, 'relay.dataConsumer', { ...media(roomId), ...told }),
      onConsumerClosed: (roomId, to, consumerId) =>
        this.#notify(to, 'relay.consumerClosed', { ...media(roomId), consumerId }),
      onSpeaker: (roomId, to, place) =>
        this.#notify(to, 'relay.speaker', { ...media(roomId), place }),
    });
  }

  static async start(): Promise<ScriptedConsult> {
    const http = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1');
    const [relay] = await Promise.all([startRelay(), once(http, 'listening')]);
    return new ScriptedConsult(relay, http);
  }

  get url(): string {
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    for (const socket of this.#sockets.values()) socket.terminate();
    this.#http.close();
    await Promise.all([once(this.#http, 'close'), this.relay.close()]);
  }

  /** Rings at this agent, beside the one who is in the call if there is one. */
  async ring(agent: string): Promise<void> {
    if (this.#admitted.length > 0) await this.relay.admit(this.#room, this.#admitted, ['agent']);
    const person = this.#person(agent);
    const expiresAt = new Date(Date.now() + 30_000).toISOString();
    this.#change(
      this.#admitted.length > 0
        ? { transfer: { to: person, note: '', expiresAt } }
        : { offeredTo: [person] },
    );
  }

  /** Lets media flow among these; who had the agent's place before has left the consult. */
  async letIn(...peers: readonly string[]): Promise<void> {
    const leaving = this.#admitted.filter((peer) => !peers.includes(peer));
    this.#admitted = peers;
    await this.relay.admit(this.#room, peers);
    this.#change({ state: 'active', offeredTo: [], transfer: null });
    for (const peer of leaving) {
      const { id } = this.#consult;
      this.#notify(peer, 'consult.left', { consultId: id, reason: 'accepted-elsewhere' });
    }
  }

  /** Lets the guest set up while the others talk. */
  async seatGuestOutside(): Promise<void> {
    await this.relay.admit(this.#room, this.#admitted, [guestPlace(guestId)]);
  }

  /** A phone is linked and may prepare; the call stays where it is. */
  async linkPhone(media: MobilePlace['media']): Promise<void> {
    await this.relay.admit(this.#room, this.#admitted, ['mobile']);
    this.#change({ mobile: { ...linkedPhone, media } });
  }

  /** The call goes over to another of the patient's devices, which may send from now on. */
  async beginShift(to: PatientAt, ...peers: readonly string[]): Promise<void> {
    this.#admitted = peers;
    await this.relay.admit(this.#room, peers, ['mobile']);
    const expiresAt = new Date(Date.now() + 15_000).toISOString();
    this.#change({ shift: { to, expiresAt } });
  }

  /** The shift is over, and the patient is at `patientAt`; whoever is not among the peers is out. */
  async endShift(patientAt: PatientAt, ...peers: readonly string[]): Promise<void> {
    this.#admitted = peers;
    this.#change({ patientAt, shift: null });
    await this.relay.admit(this.#room, peers, ['mobile']);
  }

  /** The media gets a new epoch with a new room. */
  async beginEpoch(epoch: number): Promise<void> {
    const { path, places } = this.#consult;
    const anew = (status: PlaceStatus) => ({ ...status, connected: false });
    this.#consult = {
      ...this.#consult,
      path: { ...path, epoch },
      places: { tv: anew(places.tv), agent: anew(places.agent) },
    };
    await this.relay.admit(this.#room, this.#admitted);
    this.#change({});
  }

  /** Nobody's media flows in that epoch any more. */
  async endEpoch(epoch: number): Promise<void> {
    await this.relay.closeRoom(`${this.#consult.id}:${epoch}`);
  }

  get #room(): string {
    return `${this.#consult.id}:${this.#consult.path.epoch}`;
  }

  #person(name: string): PersonRef {
    const person = this.#people.get(name) ?? { id: newId(), name };
    this.#people.set(name, person);
    return person;
  }

  #change(change: Partial<ConsultView>): void {
    this.#consult = { ...this.#consult, ...change };
    for (const to of this.#sockets.keys()) {
      this.#notify(to, 'consult.changed', { consult: this.#consult, events: [] });
    }
  }

  #report(place: PlaceName, change: Partial<PlaceStatus>): void {
    const { mobile } = this.#consult;
    if (place === 'mobile' && mobile !== null) this.#change({ mobile: { ...mobile, ...change } });
    if (place !== 'tv' && place !== 'agent') return;
    const { places } = this.#consult;
    this.#change({ places: { ...places, [place]: { ...places[place], ...change } } });
  }

  #notify(to: string, method: ServerNotificationName, params: object): void {
    this.#sockets.get(to)?.send(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }

  async #answer(from: string, method: string, params: object): Promise<object> {
    try {
      return { result: await this.#do(from, method, params) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { number } = errorCodes[error.code];
      return { error: { code: number, message: error.message, data: { code: error.code } } };
    }
  }

  async #do(from: string, method: string, raw: object): Promise<object> {
    const place = placeOf[from] ?? '';
    const roomOf = ({ consultId, epoch }: { consultId: string; epoch: number }) =>
      `${consultId}:${epoch}`;
    const { relay } = this;
    switch (method) {
      case 'session.open':
        return this.#opened(from);
      case 'consult.request':
      case 'consult.accept':
      case 'consult.join':
        this.#report(place, { presence: 'present' });
        return { consult: this.#consult, events: [] };
      case 'consult.reportDevices': {
        const { devices } = methods['consult.reportDevices'].params.parse(raw);
        this.reports.push({ from, method, params: { devices } });
        this.#report(place, { devices });
        return {};
      }
      case 'consult.reportMedia': {
        const { epoch, outcome, transport } = methods['consult.reportMedia'].params.parse(raw);
        this.reports.push({ from, method, params: { epoch, outcome, transport } });
        const isPresent = epoch === this.#consult.path.epoch;
        if (isPresent) this.#report(place, { connected: outcome === 'connected' });
        return {};
      }
      case 'deflection.confirm': {
        const { to } = methods['deflection.confirm'].params.parse(raw);
        this.reports.push({ from, method, params: { to } });
        return {};
      }
      case 'consult.reportEvent':
        return {};
      case 'relay.join': {
        const asked = methods['relay.join'].params.parse(raw);
        return { ...(await relay.join(roomOf(asked), from, place)), iceServers: [] };
      }
      case 'relay.connect': {
        const asked = methods['relay.connect'].params.parse(raw);
        await relay.connect(roomOf(asked), from, asked.transportId, asked.dtlsParameters);
        return {};
      }
      case 'relay.produce': {
        const asked = methods['relay.produce'].params.parse(raw);
        return { producerId: await relay.produce(roomOf(asked), from, asked) };
      }
      case 'relay.produceData': {
        const asked = methods['relay.produceData'].params.parse(raw);
        return { dataProducerId: await relay.produceData(roomOf(asked), from, asked) };
      }
      case 'relay.receive': {
        const asked = methods['relay.receive'].params.parse(raw);
        await relay.receive(roomOf(asked), from, asked.rtpCapabilities);
        return {};
      }
      case 'relay.resume': {
        const asked = methods['relay.resume'].params.parse(raw);
        await relay.resume(roomOf(asked), from, asked.consumerId);
        return {};
      }
      case 'relay.prefer': {
        const asked = methods['relay.prefer'].params.parse(raw);
        const { consumerId, spatialLayer } = asked;
        return { spatialLayer: await relay.prefer(roomOf(asked), from, consumerId, spatialLayer) };
      }
      default:
        throw new Refusal('method_not_found');
    }
  }

  #opened(from: string): object {
    const { id, name } = this.#person(from);
    const clinic = { id: newId(), name: 'Test clinic' };
    return {
      sessionId: newId(),
      resumeToken: 'none',
      resumed: false,
      identity: { kind: 'agent', personId: id, name, role: 'physician', desks: ['care'], clinic },
      heartbeatIntervalMs,
      // Who is not rung yet knows nothing of the consult.
      consults: from === 'second' ? [] : [{ consult: this.#consult, events: [] }],
    };
  }
}

export const nobody: PlaceStatus = {
  presence: 'vacant',
  devices: { camera: 'unknown', microphone: 'unknown' },
  connected: false,
};

export const linkedPhone: MobilePlace = {
  ...nobody,
  id: newId(),
  model: 'iPhone',
  browser: 'Safari 18',
  address: '10.0.0.5',
  nearTv: true,
  way: 'qr',
  use: 'move',
  admitted: true,
  check: null,
  media: null,
};

function offered(): ConsultView {
  return {
    ...plainConsult,
    id: newId(),
    state: 'offered',
    patient: { id: newId(), name: 'Maria Example' },
    device: { id: newId(), ...registration },
    serviceRequest: careRequest,
    policy: 'relay',
    path: { kind: 'relay', epoch: 1, reason: 'policy' },
    offeredTo: [],
    places: { tv: nobody, agent: nobody },
    outcome: null,
    requestedAt: new Date().toISOString(),
    acceptedAt: null,
    endedAt: null,
    deadlineAt: null,
    lastSeq: 0,
  };
}
