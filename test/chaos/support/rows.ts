/** The rows of the table in docs/reliability.md, by the name that `npm run test:chaos` takes. */
export const rows = {
  worker: {
    broken: 'a relay worker is killed',
    happens: 'its rooms are rebuilt on another worker, a new one is started',
    goal: '≤ 2 s',
  },
  server: {
    broken: 'the server is killed and started again',
    happens: 'sessions resume, media is rebuilt; on the direct path the picture never stops',
    goal: '≤ 3 s after the port listens; direct: none',
  },
  signaling: {
    broken: 'the signaling socket is cut',
    happens: 'media goes on; the session resumes, missed events are replayed once',
    goal: 'none',
  },
  address: {
    broken: "the TV's address changes",
    happens: 'another socket beside the one in doubt, then media set up anew',
    goal: '≤ 2 s',
  },
  udp: {
    broken: 'UDP is blocked, and all but port 443',
    happens: 'ICE-TCP to the relay, then TURN over TLS',
    goal: '≤ 5 s',
  },
  poor: {
    broken: 'loss, jitter, a narrow line',
    happens: 'audio goes on; video degrades by layers and comes back; the agent sees why',
    goal: 'audio ≤ 300 ms',
  },
  tv: {
    broken: 'the TV app is loaded anew, the TV restarts',
    happens: 'it is back in its consult by itself, camera included',
    goal: '≤ 5 s after the page loads',
  },
  devices: {
    broken: 'the camera is pulled out, the microphone taken',
    happens: 'told to both; picked up again, or another one used',
    goal: '–',
  },
} as const;

export type Row = keyof typeof rows;

/**
 * Where the picture does not stop: between two of its frames there is no longer, even where all
 * browsers and a server that starts share one machine. What is rebuilt takes longer.
 */
export const goesOnMs = 500;
