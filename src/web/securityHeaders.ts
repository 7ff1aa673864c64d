import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { ownOrigin } from './origin.ts';

/**
 * Headers that keep the apps to themselves: scripts, styles and fonts from this origin only,
 * nothing inline, no frame around them, camera and microphone for no other site.
 */
export function securityHeaders(options: {
  readonly publicUrl: string | undefined;
  readonly isSecure: boolean;
}): RequestHandler {
  const { publicUrl, isSecure } = options;
  /** Engines as old as a TV's do not count a WebSocket of the same host as `'self'`. */
  const ownWebSocket = (request: IncomingMessage) =>
    ownOrigin(request, publicUrl)?.replace(/^http/, 'ws') ?? "'self'";
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'", ownWebSocket],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
      },
    },
    // With `no-referrer`, browsers would write `Origin: null` on a form that our own page sends.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure,
    xFrameOptions: { action: 'deny' },
  });
  return (request, response, next) => {
    response.set('Permissions-Policy', 'camera=(self), microphone=(self), geolocation=()');
    protect(request, response, next);
  };
}
