import { z } from 'zod';
import {
  inboundEvent,
  openConsultCommand,
  Refusal,
  setPresenceCommand,
} from '../protocol/index.ts';
import type { InboundCommands, InboundMessageStore, Source, SourceStore } from './ports.ts';
import type { Secrets } from './secret.ts';
import { isSigned } from './signature.ts';

export interface InboundDeps {
  readonly store: {
    readonly sources: SourceStore;
    readonly inboundMessages: InboundMessageStore;
  };
  readonly secrets: Secrets;
  readonly commands: InboundCommands;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A request as it came: its headers in lower case, its body unread. */
export interface InboundRequest {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

type Answer = Readonly<Record<string, unknown>>;

const signatureHeaders = z.object({
  'webhook-id': z
    .string()
    .max(256)
    .regex(/^[^.\s]+$/),
  'webhook-timestamp': z.string().max(16),
  'webhook-signature': z.string().max(2_048),
});

/** Commands of the clinic's other systems: signed by Standard Webhooks, each done once. */
export class Inbound {
  readonly #deps: InboundDeps;
  /** Messages that are being worked on. */
  readonly #underWay = new Map<string, Promise<Answer>>();

  constructor(deps: InboundDeps) {
    this.#deps = deps;
  }

  /**
   * Finds out who sends it.
   * @throws Refusal `unauthenticated`, the same for an unknown source and a wrong signature
   */
  async authenticate(
    sourceId: string,
    request: InboundRequest,
  ): Promise<{ readonly source: Source; readonly webhookId: string }> {
    const { now, secrets, store } = this.#deps;
    const source = z.uuid().safeParse(sourceId).success
      ? await store.sources.find(sourceId)
      : undefined;
    const at = now();
    // Without a source, a secret that nobody has makes it take as long.
    const keys = source ? secrets.open(source.secrets, source.id, at) : [secrets.make()];
    const headers = signatureHeaders.safeParse(request.headers).data;
    const isRight = headers !== undefined && isSigned(keys, headers, at, request.body);
    if (!source?.enabled || !isRight) {
      throw new Refusal('unauthenticated', 'The source or the signature is wrong.');
    }
    return { source, webhookId: headers['webhook-id'] };
  }

  /**
   * Does what a message asks for. One that comes again under the same id is answered as the first
   * time; one that was refused is tried anew.
   * @throws Refusal `invalid_params` for what is no command; what the command was refused with
   */
  async receive(source: Source, webhookId: string, body: string): Promise<Answer> {
    const key = `${source.id} ${webhookId}`;
    const before = this.#underWay.get(key);
    if (before !== undefined) return await before;
    const work = this.#receive(source, webhookId, body).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, work);
    return await work;
  }

  async #receive(source: Source, webhookId: string, body: string): Promise<Answer> {
    const { newId, now, store } = this.#deps;
    const { id } = source;
    const at = now().toISOString();
    const message = await store.inboundMessages.receive(id, webhookId, newId(), at);
    if (message.answer !== null) return message.answer;
    const answer = await this.#do(source.clinicId, body, message.consultId);
    await store.inboundMessages.complete(id, webhookId, answer);
    return answer;
  }

  async #do(clinicId: string, body: string, consultId: string): Promise<Answer> {
    const { commands } = this.#deps;
    const event = read(inboundEvent, parsed(body), []);
    switch (event.type) {
      case 'org.housecall.command.open-consult': {
        const command = read(openConsultCommand, event.data, ['data']);
        return await commands.openConsult(clinicId, { ...command, consultId });
      }
      case 'org.housecall.command.set-presence':
        await commands.setPresence(clinicId, read(setPresenceCommand, event.data, ['data']));
        return {};
      default:
        throw new Refusal('invalid_params', 'There is no command of this type.');
    }
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's message quotes the body.
    throw new Refusal('invalid_request', 'The body is no JSON.');
  }
}

/** @throws Refusal `invalid_params` that names the fields and what they may be, never their values */
function read<S extends z.ZodType>(
  schema: S,
  value: unknown,
  under: readonly string[],
): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ message, path }) => ({
    path: [...under, ...path].map(String).join('.'),
    message,
  }));
  throw new Refusal('invalid_params', undefined, { issues });
}
