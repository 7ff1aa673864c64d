import {
  type ConsultKind,
  type DeviceEvent,
  finalStates,
  type QueuePlace,
  type ServiceRequest,
} from '../../../src/protocol/index.ts';
import {
  type Connector,
  type ConsultRecord,
  RequestError,
  type RequestErrorCode,
} from '../../connector/index.ts';
import { PatientConsult } from './patientConsult.ts';
import type { TaskChecks } from './taskChecks.ts';

export interface CurrentConsultOptions {
  readonly connector: Connector;
  readonly checks: TaskChecks;
  /** A UUIDv7. */
  readonly newId: () => string;
  readonly onChange: () => void;
  /** A consult begins, whoever began it. */
  readonly onBegin: (kind: ConsultKind) => void;
  /** The server did not take the request. */
  readonly onRefused: (code: RequestErrorCode) => void;
}

/** The one consult that the patient is in, or has just been in. */
export class CurrentConsult {
  readonly #options: CurrentConsultOptions;
  readonly #leftIds = new Set<string>();
  #consult: PatientConsult | null = null;
  #place: QueuePlace | null = null;

  constructor(options: CurrentConsultOptions) {
    this.#options = options;
  }

  start(): void {
    const { connector, onChange } = this.#options;
    connector.consults.subscribe(() => this.follow());
    connector.onNotification('queue.place', (place) => {
      this.#place = place;
      onChange();
    });
  }

  get consult(): PatientConsult | null {
    return this.#consult;
  }

  get record(): ConsultRecord | undefined {
    return this.#consult === null ? undefined : this.#options.connector.consult(this.#consult.id);
  }

  /** Where the patient stands in the queue, where that is known. */
  get place(): QueuePlace | null {
    return this.#place?.consultId === this.#consult?.id ? this.#place : null;
  }

  async ask(request: ServiceRequest): Promise<void> {
    this.forget();
    const consult = this.#begin(this.#options.newId(), request);
    try {
      await consult.ask(request);
    } catch (error) {
      this.#failed(consult, error);
    }
  }

  /** The patient takes the clinic's call. */
  async accept(): Promise<void> {
    try {
      await this.#consult?.accept();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
    }
  }

  /** @returns whether nothing had been sent, so that there is nothing to tell */
  async leave(how: 'consult.cancel' | 'consult.end' | 'consult.decline'): Promise<boolean> {
    const consult = this.#consult;
    if (consult === null) return false;
    const isCalled = this.record?.consult.state === 'calling';
    const nothingSent = consult.side.step === 'permission' && !isCalled;
    this.#leftIds.add(consult.id);
    try {
      await consult.leave(isCalled ? 'consult.decline' : how);
    } catch (error) {
      // It was over already, which is what was wanted.
      if (!(error instanceof RequestError)) throw error;
    }
    return nothingSent && this.#consult === consult;
  }

  /** The patient would rather be called back. */
  async askCallback(): Promise<void> {
    const consult = this.#consult;
    if (consult === null) return;
    try {
      await this.#options.connector.request('consult.askCallback', { consultId: consult.id });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
    }
  }

  /** Something was noticed: whoever helps with this consult is told. */
  report(event: DeviceEvent): void {
    const state = this.record?.consult.state;
    if (this.#consult === null || (state !== undefined && finalStates.has(state))) return;
    void this.#consult.report(event);
  }

  forget(): void {
    const consult = this.#consult;
    if (consult === null) return;
    this.#consult = null;
    consult.close();
    this.#options.connector.dismiss(consult.id);
  }

  /** Keeps up with the consults that the server tells of. */
  follow(): void {
    for (const record of this.#options.connector.consults.value) this.#followOne(record);
    this.#options.onChange();
  }

  #followOne(record: ConsultRecord): void {
    const { id, state, serviceRequest } = record.consult;
    if (id === this.#consult?.id) {
      this.#consult.follow(record);
      if (isOver(record)) this.#consult.close();
    } else if (isOver(record)) {
      this.#options.connector.dismiss(id);
    } else if (this.#isFree && !this.#leftIds.has(id) && concernsPatient(record)) {
      this.forget();
      void this.#takeUp(id, serviceRequest, state === 'calling' ? 'ring' : 'rejoin');
    }
  }

  /** Whether there is none, or one that is over and only told of. */
  get #isFree(): boolean {
    const { record } = this;
    return this.#consult === null || (record !== undefined && isOver(record));
  }

  async #takeUp(id: string, request: ServiceRequest, how: 'ring' | 'rejoin'): Promise<void> {
    const { connector, onChange } = this.#options;
    // Taken up again once the session is open.
    if (connector.connection.value.name !== 'open') return;
    const consult = this.#begin(id, request);
    try {
      await consult[how]();
    } catch (error) {
      consult.close();
      if (this.#consult === consult) this.#consult = null;
      // A connection that was lost again comes back, and so does this; other refusals are final.
      if (!wasDisconnected(error)) this.#leftIds.add(id);
      onChange();
    }
  }

  #begin(consultId: string, { kind }: ServiceRequest): PatientConsult {
    const { connector, checks, onChange, onBegin } = this.#options;
    const consult = new PatientConsult({
      connector,
      consultId,
      kind,
      checks,
      onChange,
    });
    this.#consult = consult;
    onBegin(kind);
    const known = connector.consult(consultId);
    if (known !== undefined) consult.follow(known);
    return consult;
  }

  #failed(consult: PatientConsult, error: unknown): void {
    consult.close();
    if (this.#consult !== consult) return;
    this.#consult = null;
    this.#options.onRefused(error instanceof RequestError ? error.code : 'internal_error');
  }
}

function isOver(record: ConsultRecord): boolean {
  return record.left !== null || finalStates.has(record.consult.state);
}

/** What a system of the clinic opened is the clinic's own affair until somebody calls. */
function concernsPatient({ consult, timeline }: ConsultRecord): boolean {
  const { state, serviceRequest } = consult;
  if (serviceRequest.event.type !== 'system-choice') return true;
  const isLooking = state === 'requested' || state === 'queued' || state === 'offered';
  return !isLooking || timeline.some(({ type }) => type === 'accepted');
}

function wasDisconnected(error: unknown): boolean {
  return (
    error instanceof RequestError &&
    (error.code === 'disconnected' || error.code === 'not-connected')
  );
}
