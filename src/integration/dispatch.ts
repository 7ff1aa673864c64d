import { adapt } from './adapt.ts';
import { type Message, UnwritableMessage } from './message.ts';
import type { Subscription } from './ports.ts';
import type { Post, PostResult } from './post.ts';
import { type Secrets, UnreadableSecret } from './secret.ts';
import { sign } from './signature.ts';

export interface DispatchDeps {
  readonly post: Post;
  readonly secrets: Secrets;
  readonly now: () => Date;
}

/**
 * Writes, signs and posts one event.
 * @param closing ends it early
 * @throws UnwritableMessage where the event has no form that the subscription wants, or cannot be
 * signed
 */
export async function dispatch(
  deps: DispatchDeps,
  subscription: Subscription,
  message: Message,
  closing: AbortSignal,
): Promise<PostResult> {
  const { now, post, secrets } = deps;
  const { body, contentType } = await adapt(message, subscription);
  const at = now();
  const keys = secretsOf(secrets, subscription, at);
  // The same for every attempt, so that a receiver that has it already can tell.
  const webhookId = `msg_${message.consult.id}_${message.event.seq}`;
  const headers = { 'content-type': contentType, ...sign(keys, webhookId, at, body) };
  return await post({ url: subscription.url, headers, body }, closing);
}

function secretsOf(secrets: Secrets, subscription: Subscription, at: Date): readonly string[] {
  try {
    return secrets.open(subscription.secrets, subscription.id, at);
  } catch (cause) {
    if (!(cause instanceof UnreadableSecret)) throw cause;
    throw new UnwritableMessage(
      'It cannot be signed: the secret was stored under another key. Make a new secret.',
      { cause },
    );
  }
}
