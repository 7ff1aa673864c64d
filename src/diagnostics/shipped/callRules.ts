import type { PlaybookRule } from '../../protocol/playbook.ts';
import { networkFindings as findings } from './findingTexts.ts';
import {
  byCode,
  byEvidence,
  evidence,
  fault,
  onCable,
  onWifi,
  secondAttempt,
  solve,
} from './parts.ts';
import { networkTexts as network, tvTexts as tv } from './taskTexts.ts';

/** A loss at which speech is hard to follow, in percent. */
const heavyLoss = 10;

const openDoors = solve(network.openDoors, 'router', 'network-good');
const othersPause = solve(network.othersPause, 'phone', 'network-good');
const useCable = solve(network.useCable, 'network-cable', 'network-good');

/** The line while a call runs over it: nothing here ends the call. */
export const callRules: PlaybookRule[] = [
  {
    rule: 'call-network-poor-wifi',
    priority: byEvidence,
    kinds: ['care'],
    conditions: { all: [fault('network-poor'), onWifi] },
    findings: [findings.wifiWeak],
    tasks: [openDoors, othersPause],
  },
  {
    rule: 'call-network-poor',
    priority: byCode,
    kinds: ['care'],
    conditions: { all: [fault('network-poor')] },
    findings: [findings.slow],
    tasks: [othersPause],
  },
  {
    rule: 'packet-loss-heavy-wifi',
    priority: byEvidence + 1,
    conditions: {
      all: [
        fault('packet-loss'),
        onWifi,
        evidence('packet-loss', 'greaterThanInclusive', heavyLoss),
      ],
    },
    findings: [findings.lostOnWifi],
    tasks: [useCable, openDoors, othersPause],
  },
  {
    rule: 'packet-loss-wifi',
    priority: byEvidence,
    conditions: { all: [fault('packet-loss'), onWifi] },
    findings: [findings.lostOnWifi],
    tasks: [openDoors, othersPause],
  },
  {
    rule: 'packet-loss-cable',
    priority: byEvidence,
    conditions: { all: [fault('packet-loss'), onCable] },
    findings: [findings.lostOnCable],
    tasks: [
      solve(network.cableAtTv, 'network-cable', 'network-good'),
      solve(network.cableAtBox, 'network-cable', 'network-good'),
      othersPause,
    ],
  },
  {
    rule: 'packet-loss',
    priority: byCode,
    conditions: { all: [fault('packet-loss')] },
    findings: [findings.lost],
    tasks: [othersPause],
  },
  {
    rule: 'bitrate-low-tv-busy',
    priority: byEvidence,
    conditions: { all: [fault('bitrate-low'), evidence('limited-by', 'equal', 'cpu')] },
    findings: [findings.tvIsBusy],
    tasks: [solve(tv.closeOthers, 'remote-control')],
  },
  {
    rule: 'bitrate-low',
    priority: byCode,
    conditions: { all: [fault('bitrate-low')] },
    findings: [findings.pictureUnsharp],
    tasks: [othersPause],
  },
  {
    rule: 'bitrate-low-wifi',
    priority: secondAttempt,
    conditions: { all: [fault('bitrate-low'), onWifi] },
    findings: [findings.wifiWeak],
    tasks: [openDoors, useCable],
  },
  {
    rule: 'udp-blocked',
    priority: byCode,
    conditions: { all: [fault('udp-blocked')] },
    findings: [findings.detour],
    tasks: [],
  },
];
