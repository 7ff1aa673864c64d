import type { PlaybookRule } from '../../protocol/playbook.ts';
import { playbackFindings as findings, networkFindings } from './findingTexts.ts';
import { byCode, byEvidence, evidence, fault, onWifi, secondAttempt, solve } from './parts.ts';
import { networkTexts as network, playbackTexts as playback, tvTexts as tv } from './taskTexts.ts';

/** Below this a film in ordinary quality does not flow, in bit/s. */
const slowThroughput = 3_000_000;
/** With so much loaded ahead it is not the internet that a film waits for, in seconds. */
const enoughBuffered = 5;

const restartBox = solve(network.restartBox, 'router', 'playback-moving');
const restartTv = solve(tv.restartTv, 'power-plug', 'playback-moving');
const pressPlay = solve(playback.pressPlay, 'remote-control', 'playback-moving');
const startAgain = solve(playback.startAgain, 'remote-control', 'playback-moving');
const chooseOther = solve(playback.chooseOther, 'remote-control', 'playback-moving');
const waitAMoment = solve(playback.waitAMoment, 'clock', 'playback-moving');

/** What plays on the TV and does not. */
export const playbackRules: PlaybookRule[] = [
  {
    rule: 'playback-stalled-slow',
    priority: byEvidence,
    conditions: {
      all: [fault('playback-stalled'), evidence('throughput', 'lessThan', slowThroughput)],
    },
    findings: [findings.waitsForInternet],
    tasks: [waitAMoment, solve(network.othersPause, 'phone', 'playback-moving'), restartBox],
  },
  {
    rule: 'playback-stalled-loaded',
    priority: byEvidence,
    conditions: {
      all: [fault('playback-stalled'), evidence('buffered-ahead', 'greaterThan', enoughBuffered)],
    },
    findings: [findings.standsStill],
    tasks: [pressPlay, startAgain, restartTv],
  },
  {
    rule: 'playback-stalled',
    priority: byCode,
    conditions: { all: [fault('playback-stalled')] },
    findings: [findings.standsStill],
    tasks: [waitAMoment, startAgain, restartBox],
  },
  {
    rule: 'playback-stalled-wifi',
    priority: secondAttempt,
    conditions: { all: [fault('playback-stalled'), onWifi] },
    findings: [networkFindings.wifiWeak],
    tasks: [
      solve(network.openDoors, 'router', 'playback-moving'),
      solve(network.useCable, 'network-cable', 'playback-moving'),
    ],
  },
  {
    rule: 'playback-refused',
    priority: byCode,
    conditions: { all: [fault('playback-refused')] },
    findings: [findings.waitsForPlay],
    tasks: [pressPlay, startAgain],
  },
  {
    rule: 'media-decode-error',
    priority: byCode,
    conditions: { all: [fault('media-decode-error')] },
    findings: [findings.cannotBeShown],
    tasks: [startAgain, chooseOther, restartTv],
  },
  {
    rule: 'media-unsupported',
    priority: byCode,
    conditions: { all: [fault('media-unsupported')] },
    findings: [findings.cannotPlayKind],
    tasks: [chooseOther],
  },
];
