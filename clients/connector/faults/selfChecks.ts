import type { TaskCheck } from '../../../src/protocol/index.ts';
import { hasDevice } from './consultNeeds.ts';
import { clockAheadIn, poor, wrongClockMs } from './network.ts';
import type { NetworkWatch } from './networkWatch.ts';
import type { PictureWatch } from './pictureWatch.ts';
import type { PlaybackWatch } from './playbackWatch.ts';
import type { ProbeAnswer } from './probeAnswer.ts';
import type { SoundWatch } from './soundWatch.ts';
import type { StorageWatch } from './storageWatch.ts';

/** The watchers of one player. */
export interface PlayerWatchers {
  readonly playback: PlaybackWatch;
  readonly picture: PictureWatch;
  readonly sound: SoundWatch;
}

export interface Watchers {
  readonly network: NetworkWatch;
  readonly storage: StorageWatch;
  /** `null` while there is no player. */
  readonly player: PlayerWatchers | null;
}

/** Moving for so long is playing, and no last twitch. */
const playsAfterMs = 1_000;

/** Whether what a task is about is in order now. Never rejects. */
export async function checkNow(check: TaskCheck, watchers: Watchers): Promise<boolean> {
  const { network, storage, player } = watchers;
  switch (check) {
    case 'network-up': {
      const { service, clinic } = await network.ask();
      return navigator.onLine && (isAnswer(service) || isAnswer(clinic));
    }
    case 'network-good': {
      const { service } = await network.ask();
      const isPoor = network.look().some((fault) => fault.code === 'network-poor');
      return isAnswer(service) && service.roundTripMs <= poor.roundTripMs && !isPoor;
    }
    case 'service-reachable': {
      const { service } = await network.ask();
      return isAnswer(service) && (service.status ?? 200) < 500;
    }
    case 'playback-moving':
      return (player?.playback.progress?.movingForMs ?? 0) >= playsAfterMs;
    case 'picture-moving':
      return player?.picture.isMoving === true;
    case 'sound-heard':
      return player?.sound.isHeard === true;
    case 'camera-found':
      return await hasDevice('camera');
    case 'microphone-found':
      return await hasDevice('microphone');
    case 'clock-right': {
      const { service, clinic } = await network.ask();
      const aheadMs = clockAheadIn([clinic, service].filter((each) => each !== undefined));
      return aheadMs !== undefined && Math.abs(aheadMs) <= wrongClockMs;
    }
    case 'storage-free':
      return await storage.check();
    default:
      return check satisfies never;
  }
}

function isAnswer(
  answer: ProbeAnswer | undefined,
): answer is Extract<ProbeAnswer, { name: 'answered' }> {
  return answer?.name === 'answered';
}

/** Checks that only look at what is measured anyway, and those that ask somebody. */
const askEveryMs = { look: 250, ask: 2_000 };
const looks: ReadonlySet<TaskCheck> = new Set<TaskCheck>([
  'playback-moving',
  'picture-moving',
  'sound-heard',
]);

/** @returns how long to wait before a check is worth making again, in milliseconds */
export function checkAgainAfterMs(check: TaskCheck): number {
  return looks.has(check) ? askEveryMs.look : askEveryMs.ask;
}
