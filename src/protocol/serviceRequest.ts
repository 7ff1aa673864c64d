import { z } from 'zod';
import { unknownField } from './openJson.ts';
import { personal } from './personal.ts';
import { desk, id } from './registration.ts';

/** What a consult is about: the patient wants a physician, or something on the TV does not work. */
export const consultKind = desk;

/** How soon somebody should come (FHIR R4, request-priority, without `asap`). */
export const requestPriority = z.enum(['routine', 'urgent', 'stat']);

/** Words separated by hyphens, as event types, fault codes and names of measured values are. */
const name = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/**
 * The catalogue of fault conditions (`docs/faults.md`). Codes that are not in it, as of a newer or
 * of somebody else's device, are kept and passed on.
 */
export const faultCodes = [
  'network-down',
  'network-poor',
  'service-unreachable',
  'playback-stalled',
  'playback-refused',
  'media-decode-error',
  'media-unsupported',
  'camera-missing',
  'camera-refused',
  'camera-in-use',
  'camera-unplugged',
  'microphone-missing',
  'microphone-refused',
  'microphone-in-use',
  'microphone-unplugged',
  'audio-silent',
  'audio-echo',
  'picture-black',
  'picture-frozen',
  'picture-aspect-wrong',
  'packet-loss',
  'bitrate-low',
  'udp-blocked',
  'clock-wrong',
  'storage-full',
  'engine-too-old',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** A measured value; numbers with their unit (UCUM: `s`, `ms`, `bit/s`, `%`, `By`). */
const measurement = z.object({
  value: z.union([z.number(), z.string().max(200), z.boolean()]),
  unit: z.string().max(16).optional(),
});

/** What is wrong, by its code in the catalogue, and the measured values that show it. */
export const faultCondition = z
  .object({ code: name, evidence: z.record(name, measurement).default({}) })
  .catchall(unknownField);

/** Known types of events that an endpoint reports, each with the shape of its versions. */
export const deviceEventTypes = {
  /** The patient asked by themselves. */
  'patient-choice': { 1: z.object({}) },
  /** The physician or somebody of the staff calls. */
  'agent-choice': { 1: z.object({}) },
  /** Another system of the clinic opened the consult, such as its scheduling. */
  'system-choice': { 1: z.object({ reason: personal(z.string().max(500)).optional() }) },
  /** A fault was noticed. */
  'fault-noticed': { 1: z.object({ fault: faultCondition }) },
  /** A fault that was noticed is gone, as the device has seen for itself. */
  'fault-cleared': { 1: z.object({ noticed: id, code: name }) },
} as const;

/**
 * Something that an endpoint noticed. Types, versions and fields that are not known are kept and
 * passed on; a known type and version must have its shape.
 */
export const deviceEvent = z
  .object({
    /** A UUIDv7 of the endpoint's: an event that is told twice counts once. */
    id,
    type: name,
    version: z.number().int().min(1).default(1),
    /** By the endpoint's clock. */
    at: z.iso.datetime(),
  })
  .catchall(unknownField)
  .superRefine((event, context) => {
    const shape = shapeOf(event.type, event.version);
    for (const issue of shape?.safeParse(event).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
    }
  });

function shapeOf(type: string, version: number): z.ZodType | undefined {
  // A map has no inherited names, and the engines of older TVs no `Object.hasOwn`.
  const known: ReadonlyMap<string, Readonly<Record<number, z.ZodType>>> = new Map(
    Object.entries(deviceEventTypes),
  );
  return known.get(type)?.[version];
}

/** The fault condition that an event tells of, if it does. */
export function faultOf(event: DeviceEvent): FaultCondition | undefined {
  return event.type === 'fault-noticed' ? faultCondition.safeParse(event['fault']).data : undefined;
}

/** What was on the screen, and on what it ran, when help was asked for. */
export const requestContext = z
  .object({
    /** What the screen showed, such as `prompt` or `player`. */
    screen: z.string().max(64),
    /** How that was, such as `playing` or `stalled`. */
    screenState: z.string().max(64).optional(),
    /** BCP 47 language tag of the TV's user interface. */
    language: z.string().max(35),
    /** As `navigator.connection.type` or the platform says. */
    networkType: z.string().max(32).optional(),
    /** The TV service in which it happened. */
    service: z
      .object({
        name: z.string().max(64),
        version: z.string().max(64).optional(),
        state: z.string().max(64).optional(),
      })
      .catchall(unknownField)
      .optional(),
    device: z
      .object({
        model: z.string().max(128),
        displayModel: z.string().max(128).optional(),
        firmware: z.string().max(64).optional(),
        platform: z.string().max(32),
        engineVersion: z.string().max(64),
      })
      .catchall(unknownField)
      .optional(),
    /** The account with the TV service. */
    account: personal(z.string().max(128)).optional(),
    /** The last events before it, oldest first. */
    events: z.array(deviceEvent).max(10).default([]),
  })
  .catchall(unknownField);

/** What opens a consult: why, what is wrong if anything, and what was on the screen. */
export const serviceRequest = z
  .object({ kind: consultKind, event: deviceEvent, context: requestContext })
  .catchall(unknownField);

export type RequestPriority = z.infer<typeof requestPriority>;
export type ConsultKind = z.infer<typeof consultKind>;
export type Measurement = z.infer<typeof measurement>;
export type FaultCondition = z.infer<typeof faultCondition>;
export type DeviceEvent = z.infer<typeof deviceEvent>;
export type RequestContext = z.infer<typeof requestContext>;
export type ServiceRequest = z.infer<typeof serviceRequest>;
