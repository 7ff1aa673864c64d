import { v7 as newId } from 'uuid';
import { FaultWatch } from '../../clients/connector/index.ts';
import type { DeviceEvent, TaskCheck } from '../../src/protocol/index.ts';
import type { WatchedService } from './watchedServiceContract.ts';

/* A page with a player that is watched, as a TV service's would be. */

const player = document.createElement('video');
document.body.append(player);
const told: DeviceEvent[] = [];
const cameTrue: TaskCheck[] = [];
let faultWatch: FaultWatch | undefined;

function running(): FaultWatch {
  if (faultWatch === undefined) throw new Error('nothing is watched');
  return faultWatch;
}

export const watch: WatchedService['watch'] = (timings) => {
  faultWatch = new FaultWatch({
    player,
    serviceUrl: location.href,
    clinicUrl: location.origin,
    newId,
    onEvent: (event) => told.push(event),
    ...(timings === undefined ? {} : { timings }),
  });
};

export const playFilm: WatchedService['playFilm'] = async (path) => {
  player.srcObject = null;
  player.src = path;
  player.loop = true;
  try {
    await player.play();
    return null;
  } catch (error) {
    return error instanceof DOMException ? error.name : 'unknown';
  }
};

export const pause: WatchedService['pause'] = () => player.pause();

let channel: 'well' | 'black' | 'silent' = 'well';
let loudness: GainNode | undefined;

export const playChannel: WatchedService['playChannel'] = async () => {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d');
  const audio = new AudioContext();
  const sound = audio.createMediaStreamDestination();
  const tone = audio.createOscillator();
  loudness = audio.createGain();
  tone.connect(loudness).connect(sound);
  tone.start();
  let drawn = 0;
  setInterval(() => {
    if (context === null) return;
    drawn += 1;
    // Black as a camera has it that sees nothing: with a little noise.
    const black = drawn % 2 === 0 ? '#000000' : '#040404';
    context.fillStyle = channel === 'black' ? black : `hsl(${drawn * 7}, 80%, 60%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }, 50);
  const tracks = [...canvas.captureStream(20).getTracks(), ...sound.stream.getTracks()];
  player.srcObject = new MediaStream(tracks);
  await player.play();
};

export const changeChannel: WatchedService['changeChannel'] = (to) => {
  channel = to;
  if (loudness !== undefined) loudness.gain.value = to === 'silent' ? 0 : 1;
};

export const stretch: WatchedService['stretch'] = (width) => {
  player.style.objectFit = 'fill';
  player.style.width = `${width}px`;
  player.style.height = '180px';
};

export const fillStorage: WatchedService['fillStorage'] = () => {
  for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
    try {
      localStorage.setItem(`filling-${size}`, ' '.repeat(size));
    } catch {
      // Smaller pieces still fit.
    }
  }
};

export const emptyStorage: WatchedService['emptyStorage'] = () => localStorage.clear();

export const lookForConsult: WatchedService['lookForConsult'] = () => running().lookForConsult();

export const events: WatchedService['events'] = () => told;

export const faults: WatchedService['faults'] = () =>
  running().faults.value.map(({ fault }) => fault.code);

export const check: WatchedService['check'] = (what) => running().checkTask(what);

export const waitFor: WatchedService['waitFor'] = (what) => {
  running().whenTrue(what, () => cameTrue.push(what));
};

export const came: WatchedService['came'] = () => cameTrue;

export const stop: WatchedService['stop'] = () => {
  running().close();
  return player.play === HTMLVideoElement.prototype.play;
};
