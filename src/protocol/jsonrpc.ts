import { z } from 'zod';

/** The WebSocket subprotocol. */
export const subprotocol = 'housecall.v1';

/** JSON-RPC 2.0 request ids. A client numbers its requests; `null` appears in replies only. */
export const requestId = z.union([z.string().max(64), z.number().int()]);

/** A request (with `id`) or a notification (without). https://www.jsonrpc.org/specification */
export const requestFrame = z.object({
  jsonrpc: z.literal('2.0'),
  id: requestId.optional(),
  method: z.string().max(64),
  params: z.record(z.string(), z.unknown()).optional(),
});

const errorObject = z.object({
  code: z.number().int(),
  message: z.string(),
  data: z.object({
    code: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** The reply to one request: either `result` or `error`. */
export const replyFrame = z.union([
  z.object({ jsonrpc: z.literal('2.0'), id: requestId, result: z.unknown() }),
  z.object({ jsonrpc: z.literal('2.0'), id: requestId.nullable(), error: errorObject }),
]);

export type RequestId = z.infer<typeof requestId>;
export type ErrorObject = z.infer<typeof errorObject>;
