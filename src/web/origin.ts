import type { IncomingMessage } from 'node:http';

/** Names and addresses as URLs write them; a URL's host may hold more, such as `;` and `,`. */
const hostName = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/;

/**
 * The origin under which a request reached the server, such as `https://consult.clinic.example`:
 * the public URL where a proxy stands before the server, else what the request itself says.
 * @returns `undefined` where its `Host` header is missing or malformed
 */
export function ownOrigin(
  request: IncomingMessage,
  publicUrl: string | undefined,
): string | undefined {
  if (publicUrl !== undefined) return publicUrl;
  const { host } = request.headers;
  if (host === undefined) return undefined;
  const isEncrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
  const scheme = isEncrypted ? 'https' : 'http';
  const url = URL.parse(`${scheme}://${host}`);
  return url !== null && hostName.test(url.hostname) ? url.origin : undefined;
}

/**
 * Whether a browser page of ours made the request, and nobody else's. Browsers write `Origin` on
 * every request that is not a plain GET and on every WebSocket, and no page can forge it.
 * A request without the header is not from the same origin.
 */
export function isSameOrigin(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const own = ownOrigin(request, publicUrl);
  return own !== undefined && request.headers.origin === own;
}
