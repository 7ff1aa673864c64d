import { z } from 'zod';
import { colleague, presenceSetting } from './agent.ts';
import { consultMethods } from './consultMethods.ts';
import { all, method, nothing } from './contract.ts';
import { chatMethods, deflectionMethods } from './deflectionMethods.ts';
import { mediaMethods } from './mediaMethods.ts';
import { id, identity } from './registration.ts';
import { consultUpdate } from './timeline.ts';

/** Every method an endpoint may call, with who may call it and what goes in and out. */
export const methods = {
  'session.open': method(
    'Authenticates the socket, resumes a session or begins one, and replays what was missed.',
    all,
    z.object({
      endpoint: z.enum(all),
      /**
       * The device's access token, the one-time token of a guest's invitation, or the code that
       * links a phone. An agent is known by the cookie of the upgrade request; a guest or a phone
       * that resumes, by the session.
       */
      token: z.string().max(128).optional(),
      /**
       * A secret that a phone makes when it reads the code, and sends each time it opens with it: a
       * code whose answer was lost works again for the same phone, and for no other.
       */
      claim: z.string().min(16).max(128).optional(),
      resume: z.object({ sessionId: id, resumeToken: z.string().max(128) }).optional(),
      /**
       * Which page asks, by an id that it makes when it is loaded, and whether it has had the session
       * open. One that has does not take it back from a page that has taken it over since.
       */
      page: z.object({ id, hadSession: z.boolean() }).optional(),
      /** The last sequence number seen, per consult. */
      cursors: z.record(id, z.number().int().min(0)).default({}),
    }),
    z.object({
      sessionId: id,
      resumeToken: z.string(),
      resumed: z.boolean(),
      identity,
      /** A new device token that replaces the one used, once it is used. */
      rotatedToken: z.string().optional(),
      heartbeatIntervalMs: z.number().int(),
      consults: z.array(consultUpdate),
    }),
  ),
  'session.close': method('Leaves for good: the session cannot be resumed.', all, nothing, nothing),

  ...consultMethods,
  ...deflectionMethods,
  ...chatMethods,

  'agent.setPresence': method(
    'Whether this agent may be rung, by their own setting.',
    ['agent'],
    z.object({ setting: presenceSetting }),
    nothing,
  ),
  'agent.reportActivity': method(
    'Somebody is at this screen, or nothing moved there for a while.',
    ['agent'],
    z.object({ active: z.boolean() }),
    nothing,
  ),
  'agent.colleagues': method(
    'Who works in this clinic and can be reached; changes follow as `agent.presence`.',
    ['agent'],
    nothing,
    z.object({ colleagues: z.array(colleague), setting: presenceSetting }),
  ),

  'device.setAnswersItself': method(
    'Whether this TV takes calls of the clinic by itself, where the clinic allows it.',
    ['tv'],
    z.object({ answersItself: z.boolean() }),
    nothing,
  ),

  ...mediaMethods,
} as const;

type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Params<M extends MethodName> = z.output<Methods[M]['params']>;
/** Parameters as a caller writes them: fields with defaults may be left out. */
export type ParamsInput<M extends MethodName> = z.input<Methods[M]['params']>;
export type Result<M extends MethodName> = z.output<Methods[M]['result']>;
