import { describe } from 'vitest';
import type { TimelineEvent } from '../../src/protocol/index.ts';
import { ChaosCall } from './support/chaosCall.ts';
import { cannotShow, shows } from './support/showing.ts';

const backGoalMs = 10_000;

/** The processes of Chromium's through which it has the devices, by what they call themselves. */
const captures = [
  { how: 'camera', service: 'video_capture.mojom.VideoCaptureService', lost: 'camera' },
  { how: 'microphone', service: 'audio.mojom.AudioService', lost: 'microphone' },
] as const;

describe("a device of the TV's goes away in a call", async () => {
  for (const { how, service, lost } of captures) {
    await shows({ row: 'devices', how: `the process that has the ${how} is killed` }, async () => {
      const call = await ChaosCall.begin({ path: 'relay' });
      await call.watch();
      const before = call.timeline().length;
      const killedAt = Date.now();
      await call.tv.killService(service);
      // The timeline tells both sides: first that it is gone, then that it is there again.
      const told = (state: 'lost' | 'on') => (entry: TimelineEvent) =>
        entry.type === 'devices-changed' &&
        entry.place === 'tv' &&
        (entry.devices[lost] === 'on') === (state === 'on');
      await call.tells(told('lost'), before);
      const back = await call.tells(told('on'), before);
      await call.flows();
      await call.nothingIsLost();
      const value = Date.parse(back.at) - killedAt;
      return [{ what: 'there again after', value, unit: 'ms', goal: backGoalMs }];
    });
  }

  await cannotShow({
    row: 'devices',
    how: 'the plug is pulled, another program takes the microphone',
    because:
      "Chromium's fake devices have no plug and are open to many; test/connector/localMedia.test.ts shows what follows, from the engine's events on",
  });
});
