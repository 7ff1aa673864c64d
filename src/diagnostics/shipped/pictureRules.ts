import type { PlaybookRule } from '../../protocol/playbook.ts';
import type { Comparison } from '../../protocol/playbookConditions.ts';
import { playbackFindings as findings } from './findingTexts.ts';
import { byCode, byEvidence, evidence, fault, solve, step } from './parts.ts';
import {
  cameraTexts as camera,
  networkTexts as network,
  playbackTexts as playback,
  tvTexts as tv,
} from './taskTexts.ts';

const sent = evidence('direction', 'equal', 'sent');
const received = evidence('direction', 'equal', 'received');
const inCall: Comparison = { fact: 'kind', operator: 'equal', value: 'care' };
/** A player as quiet as this is not heard across a room, in percent. */
const quietVolume = 10;

/** What is seen and heard, in a call and in what plays. */
export const pictureRules: PlaybookRule[] = [
  {
    rule: 'not-heard',
    priority: byEvidence,
    conditions: { all: [fault('audio-silent'), sent] },
    findings: [findings.notHeard],
    tasks: [
      step(camera.microphoneOn, 'microphone'),
      solve(camera.speak, 'microphone', 'sound-heard'),
      solve(camera.plugMicrophone, 'microphone', 'sound-heard'),
    ],
  },
  {
    rule: 'sound-off',
    priority: byEvidence,
    conditions: {
      all: [
        fault('audio-silent'),
        { any: [evidence('muted', 'equal', true), evidence('volume', 'lessThan', quietVolume)] },
      ],
    },
    findings: [findings.soundOff],
    tasks: [
      solve(playback.unmute, 'volume', 'sound-heard'),
      solve(playback.volumeUp, 'volume', 'sound-heard'),
    ],
  },
  {
    rule: 'audio-silent',
    priority: byCode,
    conditions: { all: [fault('audio-silent')] },
    findings: [findings.noSound],
    tasks: [
      solve(playback.volumeUp, 'volume', 'sound-heard'),
      solve(playback.unmute, 'volume', 'sound-heard'),
    ],
  },
  {
    rule: 'audio-echo',
    priority: byCode,
    conditions: { all: [fault('audio-echo')] },
    findings: [findings.echo],
    tasks: [solve(playback.volumeDown, 'volume'), solve(camera.microphoneAway, 'microphone')],
  },
  {
    rule: 'call-picture-black',
    priority: byEvidence,
    conditions: { all: [fault('picture-black'), received] },
    findings: [findings.pictureBlack],
    tasks: [solve(playback.waitAMoment, 'clock', 'picture-moving')],
  },
  {
    rule: 'camera-covered',
    priority: byEvidence,
    conditions: { all: [fault('picture-black'), { any: [sent, inCall] }] },
    findings: [findings.cameraSeesBlack],
    tasks: [
      solve(camera.openShutter, 'camera-shutter', 'picture-moving'),
      solve(camera.lightOn, 'camera', 'picture-moving'),
      solve(camera.otherSocket, 'camera', 'picture-moving'),
    ],
  },
  {
    rule: 'picture-black',
    priority: byCode,
    kinds: ['support'],
    conditions: { all: [fault('picture-black')] },
    findings: [findings.pictureBlack],
    tasks: [
      solve(playback.startAgain, 'remote-control', 'picture-moving'),
      solve(tv.restartTv, 'power-plug', 'picture-moving'),
    ],
  },
  {
    rule: 'own-picture-frozen',
    priority: byEvidence,
    conditions: { all: [fault('picture-frozen'), sent] },
    findings: [findings.ownPictureFrozen],
    tasks: [solve(camera.otherSocket, 'camera', 'picture-moving')],
  },
  {
    rule: 'call-picture-frozen',
    priority: byEvidence,
    conditions: { all: [fault('picture-frozen'), { any: [received, inCall] }] },
    findings: [findings.pictureFrozen],
    tasks: [
      solve(playback.waitAMoment, 'clock', 'picture-moving'),
      solve(network.othersPause, 'phone', 'picture-moving'),
    ],
  },
  {
    rule: 'picture-frozen',
    priority: byCode,
    kinds: ['support'],
    conditions: { all: [fault('picture-frozen')] },
    findings: [findings.pictureFrozen],
    tasks: [
      solve(playback.waitAMoment, 'clock', 'picture-moving'),
      solve(playback.startAgain, 'remote-control', 'picture-moving'),
      solve(tv.restartTv, 'power-plug', 'picture-moving'),
    ],
  },
  {
    rule: 'picture-aspect-wrong',
    priority: byCode,
    conditions: { all: [fault('picture-aspect-wrong')] },
    findings: [findings.pictureStretched],
    tasks: [solve(playback.pictureShape, 'settings')],
  },
];
