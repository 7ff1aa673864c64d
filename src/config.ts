import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { pathPolicy } from './protocol/index.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['on', 'off']).transform((value) => value === 'on');
const list = z
  .string()
  .transform((value) => value.split(',').map((item) => item.trim()))
  .pipe(z.array(z.string().min(1)));

/** Every variable that Housecall reads, with what it may hold. The README's table is its prose. */
const variables = {
  HOUSECALL_DEMO: flag.default(true),
  HOUSECALL_DEMO_PASSWORD: z.string().min(8).optional(),
  HOUSECALL_DEMO_PATH_POLICY: pathPolicy.default('auto'),
  HOUSECALL_HOST: z.string().min(1).default('127.0.0.1'),
  HOUSECALL_PORT: port.default(8080),
  HOUSECALL_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOUSECALL_TRUST_PROXY: z.coerce.number().int().min(0).max(8).default(0),
  HOUSECALL_DATA_DIR: z.string().min(1).default('data'),
  HOUSECALL_TLS_CERT: z.string().min(1).optional(),
  HOUSECALL_TLS_KEY: z.string().min(1).optional(),
  HOUSECALL_MEDIA_HOST: z.string().min(1).optional(),
  HOUSECALL_MEDIA_PORT: port.default(40_000),
  HOUSECALL_MEDIA_WORKERS: z.coerce.number().int().min(1).max(256).default(availableParallelism()),
  HOUSECALL_ANNOUNCED_ADDRESS: z.string().min(1).optional(),
  HOUSECALL_STUN_URLS: list.optional(),
  HOUSECALL_TURN_URLS: list.optional(),
  HOUSECALL_TURN_SECRET: z.string().min(1).optional(),
  HOUSECALL_DRAIN_SECONDS: z.coerce.number().int().min(0).max(3_600).optional(),
  HOUSECALL_WEBHOOK_PRIVATE: flag.default(false),
  HOUSECALL_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOUSECALL_SMS_ACCOUNT: z.string().min(1).optional(),
  HOUSECALL_SMS_TOKEN: z.string().min(1).optional(),
  HOUSECALL_SMS_FROM: z.string().min(1).optional(),
  HOUSECALL_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  HOUSECALL_MAIL_FROM: z.email().optional(),
  HOUSECALL_MAIL_REPLY_TO: z.email().optional(),
  HOUSECALL_MAIL_INBOUND_SECRET: z.string().min(16).optional(),
  HOUSECALL_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info'),
};

const environment = z.object(variables);

export interface Config {
  /** The demo clinic and its people, or `null` where a clinic runs for real. */
  readonly demo: {
    readonly password: string | undefined;
    readonly pathPolicy: z.infer<typeof pathPolicy>;
  } | null;
  readonly listen: { readonly host: string; readonly port: number };
  /** The origin under which browsers reach the server, if a proxy stands before it. */
  readonly publicUrl: string | undefined;
  /** How many reverse proxies' `X-Forwarded-For` entries to believe. */
  readonly trustedProxies: number;
  readonly dataDir: string;
  /** Paths of PEM files. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  readonly media: {
    readonly host: string;
    /** The first worker's UDP and TCP port; each further worker takes the next. 0: any free. */
    readonly basePort: number;
    readonly workers: number;
    readonly announcedAddress: string | undefined;
  };
  readonly ice: {
    readonly stunUrls: readonly string[];
    readonly turnUrls: readonly string[];
    readonly turnSecret: string | undefined;
  };
  readonly webhooks: {
    /** How near a webhook's target may be. */
    readonly reach: 'public' | 'public-and-loopback' | 'private-too';
  };
  /** How links go to patients' phones; `null`: not that way. */
  readonly messages: {
    readonly sms: {
      readonly url: string;
      readonly account: string;
      readonly token: string;
      readonly from: string;
    } | null;
    readonly mail: {
      readonly smtpUrl: string;
      readonly from: string;
      /** Where answers go, and under which password the mail provider hands them over. */
      readonly answers: { readonly replyTo: string; readonly secret: string } | null;
    } | null;
  };
  /** How long a stopping server waits for calls to end, in milliseconds. */
  readonly drainMs: number;
  readonly logLevel: string;
}

/** A setting that Housecall cannot run with; `message` names the variable and what it may be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Reads the configuration from environment variables.
 * @throws ConfigError naming every variable that is wrong, unknown, or does not go with another
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty value is how an environment file leaves a setting out.
  const given = Object.entries(env).filter(
    ([name, value]) => name.startsWith('HOUSECALL_') && value,
  );
  const unknown = given
    .map(([name]) => name)
    .filter((name) => !(name in variables) && name !== 'HOUSECALL_CHROMIUM');
  if (unknown.length > 0) {
    throw new ConfigError(`Housecall knows no setting ${unknown.join(', ')}.`);
  }
  const parsed = environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(lines.join('\n'));
  }
  const values = parsed.data;
  checkCombinations(values);

  return {
    demo: values.HOUSECALL_DEMO
      ? { password: values.HOUSECALL_DEMO_PASSWORD, pathPolicy: values.HOUSECALL_DEMO_PATH_POLICY }
      : null,
    listen: { host: values.HOUSECALL_HOST, port: values.HOUSECALL_PORT },
    publicUrl: values.HOUSECALL_PUBLIC_URL && new URL(values.HOUSECALL_PUBLIC_URL).origin,
    trustedProxies: values.HOUSECALL_TRUST_PROXY,
    dataDir: path.resolve(values.HOUSECALL_DATA_DIR),
    tls:
      values.HOUSECALL_TLS_CERT && values.HOUSECALL_TLS_KEY
        ? { certFile: values.HOUSECALL_TLS_CERT, keyFile: values.HOUSECALL_TLS_KEY }
        : null,
    media: {
      host: values.HOUSECALL_MEDIA_HOST ?? (values.HOUSECALL_DEMO ? '127.0.0.1' : '0.0.0.0'),
      basePort: values.HOUSECALL_MEDIA_PORT,
      workers: values.HOUSECALL_MEDIA_WORKERS,
      announcedAddress: values.HOUSECALL_ANNOUNCED_ADDRESS,
    },
    ice: {
      stunUrls: values.HOUSECALL_STUN_URLS ?? [],
      turnUrls: values.HOUSECALL_TURN_URLS ?? [],
      turnSecret: values.HOUSECALL_TURN_SECRET,
    },
    webhooks: { reach: reachOf(values) },
    messages: { sms: smsOf(values), mail: mailOf(values) },
    drainMs: (values.HOUSECALL_DRAIN_SECONDS ?? (values.HOUSECALL_DEMO ? 0 : 60)) * 1_000,
    logLevel: values.HOUSECALL_LOG_LEVEL,
  };
}

/** The folder of the database alone, for tools beside the server. */
export function readDataDir(env: Readonly<Record<string, string | undefined>>): string {
  return path.resolve(variables.HOUSECALL_DATA_DIR.parse(env['HOUSECALL_DATA_DIR']));
}

function reachOf(values: z.infer<typeof environment>): Config['webhooks']['reach'] {
  if (values.HOUSECALL_WEBHOOK_PRIVATE) return 'private-too';
  return values.HOUSECALL_DEMO ? 'public-and-loopback' : 'public';
}

function smsOf(values: z.infer<typeof environment>): Config['messages']['sms'] {
  const {
    HOUSECALL_SMS_URL: url,
    HOUSECALL_SMS_ACCOUNT: account,
    HOUSECALL_SMS_TOKEN: token,
    HOUSECALL_SMS_FROM: from,
  } = values;
  return url && account && token && from ? { url, account, token, from } : null;
}

function mailOf(values: z.infer<typeof environment>): Config['messages']['mail'] {
  const {
    HOUSECALL_SMTP_URL: smtpUrl,
    HOUSECALL_MAIL_FROM: from,
    HOUSECALL_MAIL_REPLY_TO: replyTo,
    HOUSECALL_MAIL_INBOUND_SECRET: secret,
  } = values;
  if (!smtpUrl || !from) return null;
  return { smtpUrl, from, answers: replyTo && secret ? { replyTo, secret } : null };
}

function checkMessages(values: z.infer<typeof environment>): void {
  const together = [
    ['HOUSECALL_SMS_URL', 'HOUSECALL_SMS_ACCOUNT', 'HOUSECALL_SMS_TOKEN', 'HOUSECALL_SMS_FROM'],
    ['HOUSECALL_SMTP_URL', 'HOUSECALL_MAIL_FROM'],
    ['HOUSECALL_MAIL_REPLY_TO', 'HOUSECALL_MAIL_INBOUND_SECRET'],
  ] as const;
  for (const names of together) {
    const given = names.filter((name) => values[name] !== undefined);
    if (given.length > 0 && given.length < names.length) {
      throw new ConfigError(`${names.join(', ')} go together.`);
    }
  }
  if (values.HOUSECALL_MAIL_REPLY_TO && values.HOUSECALL_SMTP_URL === undefined) {
    throw new ConfigError(
      'HOUSECALL_MAIL_REPLY_TO needs HOUSECALL_SMTP_URL to send what is answered.',
    );
  }
  if (values.HOUSECALL_MAIL_REPLY_TO?.includes('+')) {
    throw new ConfigError('HOUSECALL_MAIL_REPLY_TO holds no +: what tells the consult follows it.');
  }
}

function checkCombinations(values: z.infer<typeof environment>): void {
  if (values.HOUSECALL_DEMO && !loopbackHosts.has(values.HOUSECALL_HOST)) {
    throw new ConfigError(
      'The demo listens on loopback only. Set HOUSECALL_DEMO=off to listen on HOUSECALL_HOST.',
    );
  }
  if (values.HOUSECALL_DEMO && !loopbackHosts.has(values.HOUSECALL_MEDIA_HOST ?? '127.0.0.1')) {
    throw new ConfigError(
      'The demo relays on loopback only. Set HOUSECALL_DEMO=off to use HOUSECALL_MEDIA_HOST.',
    );
  }
  if ((values.HOUSECALL_TLS_CERT === undefined) !== (values.HOUSECALL_TLS_KEY === undefined)) {
    throw new ConfigError('HOUSECALL_TLS_CERT and HOUSECALL_TLS_KEY go together.');
  }
  if (values.HOUSECALL_TURN_URLS && values.HOUSECALL_TURN_SECRET === undefined) {
    throw new ConfigError('HOUSECALL_TURN_URLS needs HOUSECALL_TURN_SECRET to mint credentials.');
  }
  checkMessages(values);
  const mediaHost = values.HOUSECALL_MEDIA_HOST ?? '0.0.0.0';
  const wildcard = mediaHost === '0.0.0.0' || mediaHost === '::';
  if (!values.HOUSECALL_DEMO && wildcard && values.HOUSECALL_ANNOUNCED_ADDRESS === undefined) {
    throw new ConfigError(
      'HOUSECALL_ANNOUNCED_ADDRESS is needed: the address at which TVs and browsers reach the relay.',
    );
  }
}
