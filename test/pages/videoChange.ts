import { h, render } from 'preact';
import { Video } from '../../clients/theme/Video.tsx';
import type { VideoChange } from './videoChangeContract.ts';

/* One picture on a page, of two people whom their colours tell apart. */

const colours = { first: '#f00', second: '#00f' } as const;
type Person = keyof typeof colours;

const audio = new AudioContext();
const root = document.createElement('div');
document.body.append(root);
const looks = new OffscreenCanvas(4, 4).getContext('2d', { willReadFrequently: true });
const seen = new Set<string>();
let mostHeard = 0;
let leastHeard = Number.POSITIVE_INFINITY;

function personOf(name: Person) {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d');
  const sound = audio.createMediaStreamDestination();
  const stream = new MediaStream([
    ...canvas.captureStream(20).getTracks(),
    ...sound.stream.getTracks(),
  ]);
  const begin = () => {
    setInterval(() => {
      if (context === null) return;
      context.fillStyle = colours[name];
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 40);
  };
  return { stream, begin };
}

const people = { first: personOf('first'), second: personOf('second') };

export const begin: VideoChange['begin'] = (name) => people[name].begin();

export const show: VideoChange['show'] = (name) => {
  const stream = name === null ? null : people[name].stream;
  render(h(Video, { stream, label: 'somebody', testId: 'picture', muted: false }), root);
};

export const beOldEngine: VideoChange['beOldEngine'] = () => {
  Reflect.deleteProperty(HTMLVideoElement.prototype, 'requestVideoFrameCallback');
  Reflect.deleteProperty(HTMLVideoElement.prototype, 'cancelVideoFrameCallback');
};

export const watch: VideoChange['watch'] = () => {
  setInterval(() => {
    seen.add(colourOf(front()));
    const heard = [...root.querySelectorAll('video')].filter(
      ({ muted, paused, srcObject }) => !muted && !paused && srcObject !== null,
    ).length;
    mostHeard = Math.max(mostHeard, heard);
    leastHeard = Math.min(leastHeard, heard);
  }, 5);
};

export const report: VideoChange['report'] = () => ({
  shown: colourOf(front()),
  elements: root.querySelectorAll('video').length,
  hidden: root.querySelectorAll('video[aria-hidden="true"]').length,
  seen: [...seen].sort(),
  mostHeard,
  leastHeard,
});

function front(): HTMLVideoElement | null {
  return root.querySelector<HTMLVideoElement>('[data-testid="picture"]');
}

function colourOf(video: HTMLVideoElement | null): string {
  if (video === null || looks === null) return 'nothing';
  looks.fillStyle = '#000';
  looks.fillRect(0, 0, 4, 4);
  looks.drawImage(video, 0, 0, 4, 4);
  const [red = 0, , blue = 0] = looks.getImageData(1, 1, 1, 1).data;
  if (red > 100) return 'first';
  return blue > 100 ? 'second' : 'black';
}
