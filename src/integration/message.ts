import { z } from 'zod';
import { id, patientRef, personRef } from '../protocol/index.ts';

/**
 * What is told of a consult beside each of its events, as it was right after the event. Kept with
 * a delivery until it has arrived, so that every attempt says the same.
 */
export const consultFacts = z.object({
  id,
  clinicId: id,
  state: z.string(),
  /** Why it was asked for: `care` or `support`, and the code of the fault, if there was one. */
  kind: z.string(),
  faultCode: z.string().nullable(),
  /** BCP 47 language tag of the TV. */
  language: z.string(),
  patient: patientRef,
  device: z.object({
    id,
    model: z.string(),
    displayModel: z.string().optional(),
    platform: z.string(),
    engineVersion: z.string(),
  }),
  /** Who accepted. */
  agent: personRef.nullable(),
  requestedAt: z.iso.datetime(),
  acceptedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  outcome: z.string().nullable(),
});

/**
 * An event of a timeline as adapters see it: the fields that every event has, and whatever its
 * type brings. Adapters read those by their own schemas and pass on types that they do not know.
 */
export const messageEvent = z.looseObject({
  seq: z.number().int().min(1),
  at: z.iso.datetime(),
  type: z.string(),
});

/** What an adapter gets: one event, and what was known of its consult then. */
export interface Message {
  readonly consult: ConsultFacts;
  readonly event: MessageEvent;
  /** The events `diagnosed` before it, where the event answers a task of one of them. */
  readonly diagnosed: readonly MessageEvent[];
}

/** What is sent. */
export interface Content {
  readonly contentType: string;
  readonly body: string;
}

/** A message that cannot be written in the wanted format; trying again would change nothing. */
export class UnwritableMessage extends Error {
  override name = 'UnwritableMessage';
}

export type ConsultFacts = z.infer<typeof consultFacts>;
export type MessageEvent = z.infer<typeof messageEvent>;
