import { v7 as newId } from 'uuid';
import { type MethodName, methods } from '../../../src/protocol/index.ts';
import { careRequest } from '../../support/serviceRequests.ts';

export const methodNames = Object.keys(methods).filter(isMethod);

function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

/** The rows of a table whose first line names its columns. */
export function rowsOf(table: string): { method: MethodName; expected: readonly string[] }[] {
  const [, ...lines] = table.trim().split('\n');
  return lines.map((line) => {
    const [method = '', ...expected] = line.trim().split(/\s+/);
    if (!isMethod(method)) throw new Error(`no such method: ${method}`);
    return { method, expected };
  });
}

const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');

/** Parameters with which a method does something, if the caller may. */
export function paramsOf(
  method: MethodName,
  about: {
    readonly patientId: string;
    readonly colleagueId: string;
    readonly consultId: string;
    readonly transportId: string;
  },
): object {
  const { patientId, colleagueId, consultId, transportId } = about;
  const media = { consultId, epoch: 1 };
  const byMethod: { readonly [M in MethodName]: object } = {
    'session.open': { endpoint: 'agent' },
    'session.close': {},
    'consult.request': { consultId: newId(), serviceRequest: careRequest },
    'consult.cancel': { consultId },
    'consult.accept': { consultId },
    'consult.decline': { consultId },
    'consult.call': { consultId: newId(), patientId },
    'consult.end': { consultId },
    'consult.return': { consultId },
    'consult.setPriority': { consultId, priority: 'urgent' },
    'consult.transfer': { consultId, to: colleagueId },
    'consult.withdrawTransfer': { consultId },
    'consult.invite': { consultId, name: 'Irma', relation: 'interpreter' },
    'consult.removeGuest': { consultId, guestId: newId() },
    'consult.leave': { consultId },
    'consult.join': { consultId },
    'consult.timeline': { consultId },
    'consult.setPolicy': { consultId, policy: 'auto' },
    'consult.reportMedia': { ...media, outcome: 'connected' },
    'consult.reportTrial': { ...media, outcome: 'slower' },
    'consult.reportDevices': { consultId, devices: { camera: 'off', microphone: 'off' } },
    'consult.reportEvent': {
      consultId,
      event: { id: newId(), type: 'something-new', at: '2026-03-02T09:00:00.000Z' },
    },
    'consult.suggestions': { consultId },
    'consult.diagnose': { consultId, findings: [{ en: 'All is well.' }], tasks: [] },
    'consult.answerTask': { consultId, taskId: newId(), answer: 'done', checkedBy: 'patient' },
    'consult.askCallback': { consultId },
    'consult.closeCallback': { consultId },
    'deflection.ways': { consultId },
    'deflection.propose': { consultId, use: 'move' },
    'deflection.decline': { consultId },
    'deflection.openCode': { consultId, use: 'move' },
    'deflection.sendLink': {
      consultId,
      use: 'move',
      to: { way: 'email', email: 'patient@example.org' },
    },
    'deflection.openReference': { consultId },
    'deflection.confirmReference': { reference: '000000' },
    'deflection.giveNumber': { consultId, number: '044 668 18 00' },
    'deflection.dial': { consultId },
    'deflection.sendMail': { consultId, email: 'patient@example.org', text: 'How are you?' },
    'deflection.prove': { consultId, answer: '1940-01-01' },
    'deflection.admit': { consultId, mobileId: newId() },
    'deflection.refuse': { consultId, mobileId: newId() },
    'deflection.begin': { consultId, use: 'move', media: 'video' },
    'deflection.confirm': { consultId, to: 'mobile' },
    'deflection.abandon': { consultId },
    'deflection.openReturn': { consultId },
    'deflection.return': { consultId },
    'deflection.leave': { consultId },
    'chat.say': { consultId, messageId: newId(), text: 'Good morning.' },
    'chat.sendPhoto': {
      consultId,
      photo: { id: newId(), width: 2, height: 2, sizeBytes: 3 },
      part: 0,
      data: 'AAAA',
    },
    'chat.readPhoto': { consultId, photoId: newId(), part: 0 },
    'agent.setPresence': { setting: 'available' },
    'agent.reportActivity': { active: true },
    'agent.colleagues': {},
    'device.setAnswersItself': { answersItself: false },
    'peer.iceServers': { consultId },
    'peer.signal': { ...media, signal: { type: 'offer', sdp: 'garbage' } },
    'relay.join': media,
    'relay.restartIce': media,
    'relay.connect': {
      ...media,
      transportId,
      dtlsParameters: {
        role: 'client',
        fingerprints: [{ algorithm: 'sha-256', value: fingerprint }],
      },
    },
    'relay.produce': {
      ...media,
      transportId,
      kind: 'audio',
      source: 'microphone',
      rtpParameters: { codecs: [] },
    },
    'relay.produceData': {
      ...media,
      transportId,
      label: 'diagnostics',
      sctpStreamParameters: { streamId: 0, ordered: true },
    },
    'relay.receive': { ...media, rtpCapabilities: { codecs: [] } },
    'relay.resume': { ...media, consumerId: newId() },
    'relay.prefer': { ...media, consumerId: newId(), spatialLayer: 0 },
    'relay.leave': media,
  };
  return byMethod[method];
}
