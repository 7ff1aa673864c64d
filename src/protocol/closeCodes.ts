/** WebSocket close codes of `housecall.v1` (RFC 6455, section 7.4.2: 4000–4999 are private use). */
export const closeCodes = {
  badFrame: { code: 4400, reason: 'frame is not JSON', reconnect: false },
  unauthenticated: { code: 4401, reason: 'sign-in or device token is not valid', reconnect: false },
  openTimeout: { code: 4408, reason: 'session.open did not come in time', reconnect: true },
  replaced: { code: 4409, reason: 'the session continues on another socket', reconnect: false },
  unpaired: { code: 4410, reason: 'the device was unpaired', reconnect: false },
  tooManyRequests: { code: 4429, reason: 'too many requests', reconnect: true },
  notReading: { code: 4431, reason: 'the endpoint does not read what it is sent', reconnect: true },
  shuttingDown: { code: 4503, reason: 'the server is stopping', reconnect: true },
  heartbeatMissed: { code: 4504, reason: 'no heartbeat', reconnect: true },
} as const;

export type CloseName = keyof typeof closeCodes;
