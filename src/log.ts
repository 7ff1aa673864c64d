import { type Logger, pino } from 'pino';
import {
  deviceAuthorizationRequest,
  methods,
  pairingConfirmRequest,
  pairingLookupResponse,
  patientProofsRequest,
  personalFields,
  serverNotifications,
  signInRequest,
} from './protocol/index.ts';

export type { Logger };

/** Names of fields that never reach a log, wherever they stand. */
const secretFields = [
  'token',
  'resumeToken',
  'rotatedToken',
  'access_token',
  'device_code',
  'user_code',
  'userCode',
  'password',
  'credential',
  'cookie',
  'authorization',
  'secret',
  'webhook-signature',
  'claim',
  'reference',
  'pin',
];

/** Names of fields that tell who somebody is, as the protocol's schemas mark them. */
const personal = personalFields([
  ...Object.values(methods).flatMap(({ params, result }) => [params, result]),
  ...Object.values(serverNotifications).map(({ params }) => params),
  deviceAuthorizationRequest,
  signInRequest,
  pairingLookupResponse,
  pairingConfirmRequest,
  patientProofsRequest,
]);

/**
 * The server's log: one JSON object a line on standard output.
 * Secrets and personal data are redacted by the names of their fields, one and two levels deep.
 */
export function createLogger(level: string): Logger {
  const fields = [...secretFields, ...personal].flatMap((field) => [
    field,
    `*.${field}`,
    `*.*.${field}`,
  ]);
  // `name` at the top level is pino's own; only nested names are people's.
  return pino({
    level,
    redact: { paths: fields.filter((f) => f !== 'name'), censor: '[redacted]' },
  });
}
