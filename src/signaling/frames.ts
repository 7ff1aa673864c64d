import {
  type ErrorObject,
  errorCodes,
  type NotificationParams,
  type Refusal,
  type RequestId,
  requestFrame,
  requestId,
  type ServerNotificationName,
} from '../protocol/index.ts';

/** What came in: a request, a notification, JSON that is neither, or no JSON at all. */
export type Inbound =
  | {
      readonly type: 'request';
      readonly id: RequestId;
      readonly method: string;
      readonly params: unknown;
    }
  | { readonly type: 'notification'; readonly method: string }
  | { readonly type: 'invalid'; readonly id: RequestId | null }
  | { readonly type: 'garbage' };

/** Reads one frame (JSON-RPC 2.0, section 4). Never throws. */
export function parseFrame(text: string): Inbound {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { type: 'garbage' };
  }
  const frame = requestFrame.safeParse(json);
  if (!frame.success) return { type: 'invalid', id: idOf(json) };
  const { id, method, params } = frame.data;
  if (id === undefined) return { type: 'notification', method };
  return { type: 'request', id, method, params: params ?? {} };
}

/** The id of a frame that is wrong in other ways, so that its sender knows which one it was. */
function idOf(json: unknown): RequestId | null {
  if (typeof json !== 'object' || json === null || !('id' in json)) return null;
  const id = requestId.safeParse(json.id);
  return id.success ? id.data : null;
}

export function resultFrame(id: RequestId, result: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}

export function errorFrame(id: RequestId | null, refusal: Refusal): string {
  const { code, message, details } = refusal;
  const error: ErrorObject = {
    code: errorCodes[code].number,
    message,
    data: { code, ...(details && { details }) },
  };
  return JSON.stringify({ jsonrpc: '2.0', id, error });
}

export function notificationFrame<N extends ServerNotificationName>(
  method: N,
  params: NotificationParams<N>,
): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params });
}
