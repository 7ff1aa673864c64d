import type { TaskPicture as Name } from '../../../src/protocol/index.ts';
import { useWords } from './words.ts';

/** A picture's parts: the thing itself, its lines, and what matters about it. */
interface Drawing {
  /** Filled surfaces, the things themselves. */
  readonly bodies?: string;
  readonly lines?: string;
  /** What to look at or to touch, drawn in the colour that leads through the app. */
  readonly marks?: string;
  readonly markedLines?: string;
}

/* Drawn on a grid of 200 by 200, with round ends and a stroke of 6. */
const drawings: Readonly<Record<Name, Drawing>> = {
  router: {
    bodies:
      'M44 112h112a16 16 0 0 1 16 16v22a16 16 0 0 1-16 16H44a16 16 0 0 1-16-16v-22a16 16 0 0 1 16-16z',
    lines: 'M58 112 46 50M142 112l12-62',
    marks: `${circle(60, 139, 8)}${circle(88, 139, 8)}${circle(116, 139, 8)}`,
    markedLines: 'M74 76a38 38 0 0 1 52 0M86 92a20 20 0 0 1 28 0',
  },
  'network-cable': {
    bodies: 'M66 48h68a8 8 0 0 1 8 8v66a8 8 0 0 1-8 8H66a8 8 0 0 1-8-8V56a8 8 0 0 1 8-8z',
    lines: 'M82 48V28h36v20M100 130v22c0 20-14 28-32 28H24',
    markedLines: 'M76 66v24M92 66v24M108 66v24M124 66v24',
  },
  'power-plug': {
    bodies:
      'M68 20h64a16 16 0 0 1 16 16v40a16 16 0 0 1-16 16H68a16 16 0 0 1-16-16V36a16 16 0 0 1 16-16zM74 134h52a10 10 0 0 1 10 10v4a26 26 0 0 1-26 26H90a26 26 0 0 1-26-26v-4a10 10 0 0 1 10-10z',
    lines: 'M86 134v-20M114 134v-20M100 174v18',
    marks: `${circle(84, 56, 8)}${circle(116, 56, 8)}`,
  },
  'remote-control': {
    bodies:
      'M88 14h24a24 24 0 0 1 24 24v124a24 24 0 0 1-24 24H88a24 24 0 0 1-24-24V38a24 24 0 0 1 24-24z',
    lines: `M84 116h.1M100 116h.1M116 116h.1M84 138h.1M100 138h.1M116 138h.1M84 160h.1M100 160h.1M116 160h.1`,
    marks: circle(100, 66, 20),
  },
  volume: {
    bodies: 'M36 78h30l38-32v108l-38-32H36z',
    markedLines: 'M126 80a30 30 0 0 1 0 40M146 60a58 58 0 0 1 0 80',
  },
  camera: {
    bodies:
      'M34 82h132a10 10 0 0 1 10 10v70a10 10 0 0 1-10 10H34a10 10 0 0 1-10-10V92a10 10 0 0 1 10-10zM82 30h36a16 16 0 0 1 16 16v20a16 16 0 0 1-16 16H82a16 16 0 0 1-16-16V46a16 16 0 0 1 16-16z',
    lines: 'M76 188h48',
    marks: circle(100, 56, 11),
  },
  'camera-shutter': {
    bodies: 'M62 44h76a36 36 0 0 1 0 72H62a36 36 0 0 1 0-72z',
    lines: circle(68, 80, 18),
    marks: 'M112 58h28a8 8 0 0 1 8 8v28a8 8 0 0 1-8 8h-28a8 8 0 0 1-8-8V66a8 8 0 0 1 8-8z',
    markedLines: 'M60 152h80M120 134l20 18-20 18',
  },
  microphone: {
    lines: 'M50 90a50 50 0 0 0 100 0M100 140v38M70 178h60',
    bodies: 'M100 22a26 26 0 0 1 26 26v42a26 26 0 0 1-52 0V48a26 26 0 0 1 26-26z',
    markedLines: 'M90 52h20M90 70h20M90 88h20',
  },
  settings: {
    lines: 'M32 54h136M32 100h136M32 146h136',
    marks: `${circle(124, 54, 16)}${circle(72, 100, 16)}${circle(138, 146, 16)}`,
  },
  clock: {
    bodies: circle(100, 100, 74),
    lines: 'M100 40v8M100 152v8M40 100h8M152 100h8',
    markedLines: 'M100 62v38l26 18',
  },
  storage: {
    bodies:
      'M52 26h96a14 14 0 0 1 14 14v120a14 14 0 0 1-14 14H52a14 14 0 0 1-14-14V40a14 14 0 0 1 14-14z',
    marks: 'M58 132h84v22H58zM58 100h84v22H58zM58 68h84v22H58z',
    lines: 'M62 48h40',
  },
  phone: {
    bodies:
      'M58 30l24-6a10 10 0 0 1 12 6l12 30a10 10 0 0 1-3 11L88 84a92 92 0 0 0 36 36l13-15a10 10 0 0 1 11-3l30 12a10 10 0 0 1 6 12l-6 24a14 14 0 0 1-14 10C100 158 48 106 46 44a14 14 0 0 1 12-14z',
    markedLines: 'M122 62a26 26 0 0 1 18 18M128 34a54 54 0 0 1 40 40',
  },
};

function circle(x: number, y: number, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 1 ${2 * radius} 0a${radius} ${radius} 0 1 1 ${-2 * radius} 0z`;
}

/** A simple picture that helps with a task. */
export function TaskPicture({ name }: { readonly name: Name }) {
  const { tasks } = useWords();
  const { bodies, lines, marks, markedLines } = drawings[name];
  return (
    <svg class="picture" viewBox="0 0 200 200" role="img" aria-label={tasks.pictures[name]}>
      {bodies !== undefined && <path class="picture-bodies" d={bodies} />}
      {lines !== undefined && <path class="picture-lines" d={lines} />}
      {marks !== undefined && <path class="picture-marks" d={marks} />}
      {markedLines !== undefined && <path class="picture-marked-lines" d={markedLines} />}
    </svg>
  );
}
