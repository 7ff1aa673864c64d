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
  step,
} from './parts.ts';
import { networkTexts as network, tvTexts as tv } from './taskTexts.ts';

const restartBox = solve(network.restartBox, 'router', 'network-up');

/** No internet, or too little of it, while no call runs over it. */
export const networkRules: PlaybookRule[] = [
  {
    rule: 'network-down-cable',
    priority: byEvidence,
    conditions: { all: [fault('network-down'), onCable] },
    findings: [findings.cableLoose],
    tasks: [
      solve(network.cableAtTv, 'network-cable', 'network-up'),
      solve(network.cableAtBox, 'network-cable', 'network-up'),
      restartBox,
    ],
  },
  {
    rule: 'network-down-wifi',
    priority: byEvidence,
    conditions: { all: [fault('network-down'), onWifi] },
    findings: [findings.offline],
    tasks: [
      step(network.lookAtBox, 'router'),
      restartBox,
      solve(network.chooseWifi, 'settings', 'network-up'),
    ],
  },
  {
    rule: 'network-down',
    priority: byCode,
    conditions: { all: [fault('network-down')] },
    findings: [findings.offline],
    tasks: [
      step(network.lookAtBox, 'router'),
      restartBox,
      solve(tv.restartTv, 'power-plug', 'network-up'),
    ],
  },
  {
    rule: 'network-poor-wifi',
    priority: byEvidence,
    kinds: ['support'],
    conditions: { all: [fault('network-poor'), onWifi] },
    findings: [findings.wifiWeak],
    tasks: [
      solve(network.openDoors, 'router', 'network-good'),
      solve(network.othersPause, 'phone', 'network-good'),
      solve(network.restartBox, 'router', 'network-good'),
    ],
  },
  {
    rule: 'network-poor',
    priority: byCode,
    kinds: ['support'],
    conditions: { all: [fault('network-poor')] },
    findings: [findings.slow],
    tasks: [
      solve(network.othersPause, 'phone', 'network-good'),
      solve(network.restartBox, 'router', 'network-good'),
    ],
  },
  {
    rule: 'network-poor-use-cable',
    priority: secondAttempt,
    kinds: ['support'],
    conditions: { all: [fault('network-poor'), onWifi] },
    findings: [findings.wifiWeak],
    tasks: [solve(network.useCable, 'network-cable', 'network-good')],
  },
  {
    rule: 'service-down',
    priority: byEvidence,
    conditions: {
      all: [
        fault('service-unreachable'),
        evidence('http-status', 'greaterThanInclusive', 500),
        evidence('http-status', 'lessThan', 600),
      ],
    },
    findings: [findings.serviceDown],
    tasks: [solve(network.waitForService, 'clock', 'service-reachable')],
  },
  {
    rule: 'service-unreachable-clock',
    priority: byEvidence,
    conditions: {
      all: [
        fault('service-unreachable'),
        { fact: 'events', operator: 'contains', value: 'clock-wrong' },
      ],
    },
    findings: [findings.serviceSilent],
    tasks: [solve(tv.setClock, 'clock', 'service-reachable')],
  },
  {
    rule: 'service-unreachable',
    priority: byCode,
    conditions: { all: [fault('service-unreachable')] },
    findings: [findings.serviceSilent],
    tasks: [
      solve(network.waitForService, 'clock', 'service-reachable'),
      solve(tv.restartTv, 'power-plug', 'service-reachable'),
      solve(network.restartBox, 'router', 'service-reachable'),
    ],
  },
];
