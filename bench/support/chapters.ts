/** What `docs/benchmarks.md` says of a benchmark beside its figures. */
export interface Chapter {
  readonly bench: string;
  readonly title: string;
  /** How it is measured, so that somebody can doubt it. */
  readonly how: string;
  readonly plots: readonly Plot[];
  /** Figures that tell how Housecall stands beside what it is compared with, where measured. */
  readonly ratios: readonly Ratio[];
}

export type Plot =
  | { readonly file: string; readonly title: string; readonly distributions: readonly string[] }
  | CoursePlot;

export interface CoursePlot {
  readonly file: string;
  readonly title: string;
  readonly courses: readonly string[];
  /** What the courses go along. */
  readonly along: string;
  /** Where the scale ends, where not at the most. */
  readonly to?: number;
}

export interface Ratio {
  readonly name: string;
  readonly subject: string;
  readonly rival: string;
  /** Whether more is better; else less is. */
  readonly isMoreBetter?: true;
  /** Why it does not, once somebody has found out. */
  readonly whyMore?: string;
}

export const chapters: readonly Chapter[] = [
  {
    bench: 'call-setup',
    title: 'How soon a consult begins',
    how: 'The real TV app and the real agent app in one Chromium, paired, over a server of their own. From the click on Accept to the first decoded frame of the camera on the slower of the two screens; a frame counts as the camera’s by its pixels, since a black placeholder runs before.',
    plots: [
      {
        file: 'call-setup.svg',
        title: 'Beginning of a consult',
        distributions: [
          'yes-to-ringing',
          'accept-to-first-frame.relay',
          'accept-to-first-frame.auto',
          'accept-to-first-frame.direct',
        ],
      },
    ],
    ratios: [],
  },
  {
    bench: 'far-call-setup',
    title: 'How soon it begins from far away',
    how: 'As above, with each side and the server in a network of its own, and a program that holds every packet of the TV back for 50 ms in each direction. Needs root.',
    plots: [
      {
        file: 'far-call-setup.svg',
        title: 'Beginning of a consult with a round trip of 100 ms',
        distributions: [
          'accept-to-first-frame.relay.rtt-100',
          'accept-to-first-frame.auto.rtt-100',
        ],
      },
    ],
    ratios: [],
  },
  {
    bench: 'deflection',
    title: 'On to the phone, and back',
    how: 'The real TV, agent and phone apps, three browser profiles in one Chromium. The cameras play restless spots of 640 × 360 pixels, 30 frames a second: three of 1280 × 720 and all that shows them are more than two cores encode and draw in time. What people press on phone and console is pressed as soon as it is there. A gap is the time between two decoded frames on the physician’s screen, whichever device they come from, looked at every 4 ms: `joining` from the opening of the phone’s page until it is ready, `move` and `back` from the press that begins them until a second after they are done.',
    plots: [
      {
        file: 'deflection.svg',
        title: 'The longest gap in a move',
        distributions: ['longest-gap.joining', 'longest-gap.move', 'longest-gap.back'],
      },
    ],
    ratios: [],
  },
  {
    bench: 'compare',
    title: 'Beside Janus and PeerJS',
    how: 'Debian’s Janus 1.1 with its plugin for calls of two (`videocall`), and PeerJS with its own server, each in the order of its own demo, beside Housecall’s real apps. All pages are in one Chromium, cameras are asked for alike (720p, 30 frames a second) and are open before the click, VP8 goes over loopback, and calls alternate within the run. Housecall connects while it rings and the others after the click: that is what their users get. `width` is how sharp the first picture is, of 1,280. For the CPU, two plain pages send each other one camera of restless spots at 1.5 Mbit/s, and the process between them is read for 20 s after 8 s of warming up, Housecall’s worker and Janus in turn; the run fails where what they carried differs by more than a tenth. The goal there is 0.6; what the worker does for it is told in [its decision](decisions/media-worker.md).',
    plots: [
      {
        file: 'first-frame.svg',
        title: 'Click to first camera frame',
        distributions: [
          'first-frame.relay.housecall',
          'first-frame.relay.janus',
          'first-frame.direct.housecall',
          'first-frame.direct.peerjs',
        ],
      },
      {
        file: 'relay-cpu.svg',
        title: 'CPU per Mbit/s carried',
        distributions: ['relay-cpu-per-mbps.housecall', 'relay-cpu-per-mbps.janus'],
      },
    ],
    ratios: [
      {
        name: 'first-frame.relay.ratio-to-janus',
        subject: 'The first frame over the relay',
        rival: 'Janus',
      },
      {
        name: 'first-frame.direct.ratio-to-peerjs',
        subject: 'The first frame on the direct path',
        rival: 'PeerJS',
      },
      {
        name: 'relay-cpu-per-mbps.ratio-to-janus',
        subject: 'The relay’s CPU per megabit',
        rival: 'Janus',
      },
    ],
  },
  {
    bench: 'capacity',
    title: 'How many consults one core relays',
    how: 'Callers without browsers (`bench/callers`) make consults of two, each side with a camera of 1.4 Mbit/s and a microphone: 400 packets a second into the relay and 400 out of it, encrypted with AES-GCM. The relay has one core to itself and the callers have the other. Consults are added 20 at a time until more than 1 % of the packets are lost or come more than 100 ms after they were sent; the figure is where the line between the last two steps crosses 1 %. Callers ask for retransmissions but never need one, and give no feedback on the bandwidth, to either relay. Where the callers came to their end before a relay did, the figures are called `consults-per-core` instead and say what the CPU time at the most consults that both carried would come to on a whole core.',
    plots: [
      {
        file: 'capacity.svg',
        title: 'Late or lost packets by consults',
        courses: ['late-or-lost.housecall', 'late-or-lost.janus'],
        along: 'consults at a time',
        to: 5,
      },
      {
        file: 'capacity-cpu.svg',
        title: 'CPU of the relay by consults',
        courses: ['relay-cpu.housecall', 'relay-cpu.janus'],
        along: 'consults at a time',
      },
    ],
    ratios: [
      {
        name: 'capacity.ratio-to-janus',
        subject: 'Consults on one core',
        rival: 'Janus',
        isMoreBetter: true,
      },
      {
        name: 'consults-per-core.ratio-to-janus',
        subject: 'Consults on one core, by CPU time',
        rival: 'Janus',
        isMoreBetter: true,
      },
    ],
  },
  {
    bench: 'footprint',
    title: 'What it costs',
    how: 'Idle TVs are paired TVs with an open session. Consults without media have all that a call has at the server and at the relay, but no packets. The call is one between the real apps through the relay, the TV in a browser of its own; its main thread is measured while Chromium lets it have a fourth of its time.',
    plots: [],
    ratios: [],
  },
  {
    bench: 'endurance',
    title: 'Whether anything grows',
    how: '2,000 consults one after the other through one server process, each with its room, transports and tracks at the relay. Every 200, when none is going on and garbage is collected, everything is counted that could stay. `growth` is the slope of the least-squares line.',
    plots: [
      {
        file: 'endurance-heap.svg',
        title: 'Server heap after consults',
        courses: ['server-heap'],
        along: 'consults held',
      },
      {
        file: 'endurance-worker.svg',
        title: 'Worker memory after consults',
        courses: ['worker-memory'],
        along: 'consults held',
      },
    ],
    ratios: [],
  },
  {
    bench: 'signaling',
    title: 'Ten thousand idle TVs',
    how: 'Resident memory that each further paired TV adds, beside a bare `ws` server with the same heartbeat in the same run; then how long it takes until the physician’s browser is told to ring, under that load.',
    plots: [],
    ratios: [
      {
        name: 'memory-per-idle-tv.ratio-to-bare-ws',
        subject: 'An idle TV’s memory',
        rival: 'a bare `ws` socket',
        whyMore:
          'A bare socket knows neither a session nor a device nor what it was told last; Housecall keeps these.',
      },
    ],
  },
  {
    bench: 'queue',
    title: 'The queue',
    how: 'Rings for one patient at a time, for the next agent after one declined, and for two hundred patients who ask within a second and whom ten agents answer.',
    plots: [
      {
        file: 'queue.svg',
        title: 'Rings',
        distributions: ['request-to-ring', 'decline-to-next-ring', 'rush-wait'],
      },
    ],
    ratios: [],
  },
];
