import { z } from 'zod';
import {
  clientNotifications,
  type ErrorCode,
  errorCodes,
  type MethodName,
  methods,
  serverNotifications,
} from '../protocol/index.ts';

/** What any method can be answered with, once a session is open. */
const anywhere: readonly ErrorCode[] = [
  'invalid_params',
  'not_open',
  'forbidden',
  'rate_limited',
  'internal_error',
  'shutting_down',
  'store_unavailable',
];
const ofConsult: readonly ErrorCode[] = ['not_found', 'wrong_state', 'not_joined', 'conflict'];
const ofDeflection: readonly ErrorCode[] = [...ofConsult, 'phone_not_admitted'];
const ofWays: readonly ErrorCode[] = [...ofConsult, 'way_unavailable', 'number_invalid'];
const ofMedia: readonly ErrorCode[] = ['not_found', 'wrong_state', 'not_joined', 'stale_epoch'];
const ofRelay: readonly ErrorCode[] = [...ofMedia, 'media_refused', 'relay_unavailable'];

/** What else each method can be answered with. */
const errorsOf: Readonly<Record<MethodName, readonly ErrorCode[]>> = {
  'session.open': [
    'already_open',
    'unauthenticated',
    'link_used',
    'phone_code_void',
    'phone_code_used',
    'wrong_state',
  ],
  'session.close': [],
  'consult.request': ['not_found', 'device_busy', 'nobody_linked', 'conflict'],
  'consult.call': ['not_found', 'endpoint_absent', 'device_busy', 'agent_busy', 'conflict'],
  'consult.cancel': ofConsult,
  'consult.accept': [...ofConsult, 'already_accepted', 'agent_busy'],
  'consult.decline': ofConsult,
  'consult.end': ofConsult,
  'consult.join': ofConsult,
  'consult.return': ofConsult,
  'consult.setPriority': ofConsult,
  'consult.transfer': [...ofConsult, 'endpoint_absent', 'agent_busy', 'agent_ringing'],
  'consult.withdrawTransfer': ofConsult,
  'consult.invite': [...ofConsult, 'too_many_guests'],
  'consult.removeGuest': ofConsult,
  'consult.leave': ofConsult,
  'consult.timeline': ['not_found'],
  'consult.setPolicy': ofConsult,
  'consult.reportMedia': [...ofConsult, 'stale_epoch'],
  'consult.reportTrial': [...ofConsult, 'stale_epoch'],
  'consult.reportDevices': ofConsult,
  'consult.reportEvent': ofConsult,
  'consult.suggestions': ['not_found'],
  'consult.diagnose': ofConsult,
  'consult.answerTask': ofConsult,
  'consult.askCallback': ofConsult,
  'consult.closeCallback': ofConsult,
  'deflection.ways': ofDeflection,
  'deflection.propose': ofConsult,
  'deflection.decline': ofConsult,
  'deflection.openCode': ofConsult,
  'deflection.sendLink': [...ofWays, 'message_not_sent'],
  'deflection.openReference': ofWays,
  'deflection.confirmReference': ['not_found', 'phone_code_void'],
  'deflection.giveNumber': [...ofDeflection, 'number_invalid'],
  'deflection.dial': ofConsult,
  'deflection.sendMail': [...ofWays, 'message_not_sent'],
  'deflection.prove': [...ofDeflection, 'too_many_tries'],
  'deflection.admit': ofConsult,
  'deflection.refuse': ofConsult,
  'deflection.begin': ofDeflection,
  'deflection.confirm': ofConsult,
  'deflection.abandon': ofDeflection,
  'deflection.openReturn': ofDeflection,
  'deflection.return': [...ofDeflection, 'endpoint_absent', 'phone_code_void', 'too_many_tries'],
  'deflection.leave': ofConsult,
  'chat.say': ofDeflection,
  'chat.sendPhoto': [...ofDeflection, 'photo_refused'],
  'chat.readPhoto': ofDeflection,
  'agent.setPresence': [],
  'agent.reportActivity': [],
  'agent.colleagues': [],
  'device.setAnswersItself': ['not_found'],
  'peer.iceServers': ['not_found', 'wrong_state'],
  'peer.signal': [...ofMedia, 'endpoint_absent'],
  'relay.join': ofRelay,
  'relay.connect': ofRelay,
  'relay.restartIce': ofRelay,
  'relay.produce': ofRelay,
  'relay.produceData': ofRelay,
  'relay.receive': ofRelay,
  'relay.resume': ofRelay,
  'relay.prefer': ofRelay,
  'relay.leave': ofMedia,
};

/**
 * The wire contract as an OpenRPC 1.3 document (spec.open-rpc.org), from the schemas that check
 * every frame. `x-callers` says which endpoints may call a method; `x-notifications` lists what
 * goes without an answer, and in which direction.
 */
export function openRpcDocument(version: string): Record<string, unknown> {
  return {
    openrpc: '1.3.2',
    info: {
      title: 'Housecall signaling',
      version,
      description:
        'JSON-RPC 2.0 over one WebSocket at /signaling, subprotocol housecall.v1. ' +
        'data.code of an error is stable; programs act on it.',
    },
    methods: names(methods).map((name) => {
      const { summary, callers, params, result } = methods[name];
      return {
        name,
        summary,
        paramStructure: 'by-name',
        params: contentDescriptors(params),
        result: { name: 'result', schema: jsonSchema(result, 'output') },
        errors: [...anywhere, ...errorsOf[name]].map((code) => ({
          code: errorCodes[code].number,
          message: errorCodes[code].meaning,
          data: { code },
        })),
        'x-callers': callers,
      };
    }),
    'x-notifications': [
      ...names(serverNotifications).map((name) =>
        notification(name, 'server-to-endpoint', serverNotifications[name]),
      ),
      ...names(clientNotifications).map((name) =>
        notification(name, 'endpoint-to-server', clientNotifications[name]),
      ),
    ],
  };
}

function notification(
  name: string,
  direction: string,
  contract: { readonly summary: string; readonly params: z.ZodObject },
) {
  const { summary, params } = contract;
  return { name, direction, summary, params: contentDescriptors(params) };
}

/** OpenRPC lists parameters one by one, each with its own schema. */
function contentDescriptors(params: z.ZodObject) {
  const { required = [] } = jsonSchema(params, 'input');
  return Object.entries(params.shape).map(([name, schema]) => ({
    name,
    required: required.includes(name),
    schema: jsonSchema(schema, 'input'),
  }));
}

function jsonSchema(schema: z.core.$ZodType, io: 'input' | 'output') {
  const {
    $schema: _,
    '~standard': __,
    ...rest
  } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io,
    // Results may get more fields in time; who reads them skips what it does not know.
    override: ({ jsonSchema: part }) => {
      if (part.additionalProperties === false) delete part.additionalProperties;
    },
  });
  return rest;
}

function names<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table).filter((name): name is keyof T & string => name in table);
}
