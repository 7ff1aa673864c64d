import type { PlaybookRule } from '../../protocol/playbook.ts';
import { deviceFindings as findings } from './findingTexts.ts';
import { byCode, byEvidence, evidence, fault, solve, step } from './parts.ts';
import { cameraTexts as camera, tvTexts as tv } from './taskTexts.ts';

const plugCamera = solve(camera.plugCamera, 'camera', 'camera-found');
const cameraElsewhere = solve(camera.otherSocket, 'camera', 'camera-found');
const plugMicrophone = solve(camera.plugMicrophone, 'microphone', 'microphone-found');
const microphoneElsewhere = solve(camera.otherSocket, 'microphone', 'microphone-found');

/** Camera and microphone that are not there, not allowed, or taken. */
export const cameraRules: PlaybookRule[] = [
  {
    rule: 'camera-missing',
    priority: byCode,
    conditions: { all: [fault('camera-missing')] },
    findings: [findings.noCamera],
    tasks: [plugCamera, cameraElsewhere],
  },
  {
    rule: 'camera-unplugged',
    priority: byCode,
    conditions: { all: [fault('camera-unplugged')] },
    findings: [findings.cameraGone],
    tasks: [plugCamera, cameraElsewhere],
  },
  {
    rule: 'camera-to-be-asked',
    priority: byEvidence,
    conditions: { all: [fault('camera-refused'), evidence('permission', 'equal', 'prompt')] },
    findings: [findings.cameraNotAllowed],
    tasks: [solve(camera.chooseAllow, 'remote-control', 'camera-found')],
  },
  {
    rule: 'camera-refused',
    priority: byCode,
    conditions: { all: [fault('camera-refused')] },
    findings: [findings.cameraNotAllowed],
    tasks: [solve(camera.allowCamera, 'settings', 'camera-found')],
  },
  {
    rule: 'camera-in-use',
    priority: byCode,
    conditions: { all: [fault('camera-in-use')] },
    findings: [findings.cameraTaken],
    tasks: [solve(tv.closeOthers, 'remote-control', 'camera-found'), cameraElsewhere],
  },
  {
    rule: 'microphone-missing',
    priority: byCode,
    conditions: { all: [fault('microphone-missing')] },
    findings: [findings.noMicrophone],
    tasks: [plugMicrophone, microphoneElsewhere],
  },
  {
    rule: 'microphone-unplugged',
    priority: byCode,
    conditions: { all: [fault('microphone-unplugged')] },
    findings: [findings.microphoneGone],
    tasks: [plugMicrophone, microphoneElsewhere],
  },
  {
    rule: 'microphone-to-be-asked',
    priority: byEvidence,
    conditions: { all: [fault('microphone-refused'), evidence('permission', 'equal', 'prompt')] },
    findings: [findings.microphoneNotAllowed],
    tasks: [solve(camera.chooseAllow, 'remote-control', 'microphone-found')],
  },
  {
    rule: 'microphone-refused',
    priority: byCode,
    conditions: { all: [fault('microphone-refused')] },
    findings: [findings.microphoneNotAllowed],
    tasks: [solve(camera.allowMicrophone, 'settings', 'microphone-found')],
  },
  {
    rule: 'microphone-in-use',
    priority: byCode,
    conditions: { all: [fault('microphone-in-use')] },
    findings: [findings.microphoneTaken],
    tasks: [
      solve(tv.closeOthers, 'remote-control', 'microphone-found'),
      step(camera.microphoneOn, 'microphone'),
      microphoneElsewhere,
    ],
  },
];
