import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FlowWatch } from '../../clients/connector/flowWatch.ts';
import type { StatsEntry } from '../../clients/connector/stats.ts';

/** What an engine counts of a path, of which the test says what grows each tenth of a second. */
class Path {
  readonly stalls: { detail: string; isLocal: boolean }[] = [];
  hasCamera = true;
  silences = 0;
  flows = 0;
  readonly #watch: FlowWatch;
  readonly #counted = { bytes: 0, packets: 0, frames: 0 };

  constructor() {
    this.#watch = new FlowWatch({
      stats: async () => this.#entries(),
      isConnected: () => true,
      expectsPicture: () => this.hasCamera,
      onFlowing: () => {
        this.flows += 1;
      },
      onSilent: () => {
        this.silences += 1;
      },
      onStalled: (detail, isLocal) => this.stalls.push({ detail, isLocal }),
    });
  }

  /** Lets time pass in which these come. */
  async for(seconds: number, comes: { sound: boolean; pictures: boolean; frames: boolean }) {
    for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
      if (comes.sound || comes.pictures) this.#counted.bytes += 100;
      if (comes.pictures) this.#counted.packets += 1;
      if (comes.frames) this.#counted.frames += 1;
      await vi.advanceTimersByTimeAsync(100);
    }
  }

  hurry(): void {
    this.#watch.hurry();
  }

  close(): void {
    this.#watch.close();
  }

  #entries(): readonly StatsEntry[] {
    const { bytes, packets, frames } = this.#counted;
    const video = { kind: 'video', packetsReceived: packets, framesDecoded: frames };
    return [
      { id: 'pair', type: 'candidate-pair', bytesReceived: bytes },
      { id: 'video', type: 'inbound-rtp', ...video },
    ];
  }
}

const all = { sound: true, pictures: true, frames: true };
const undecoded = { sound: true, pictures: true, frames: false };
const soundAlone = { sound: true, pictures: false, frames: false };
const nothing = { sound: false, pictures: false, frames: false };

describe('whether media flows', () => {
  let path: Path;

  beforeEach(async () => {
    vi.useFakeTimers();
    path = new Path();
    await path.for(2, all);
  });

  afterEach(() => {
    path.close();
    vi.useRealTimers();
  });

  it('is seen once, and stays while it does', async () => {
    await path.for(120, all);
    expect([path.flows, path.silences, path.stalls]).toEqual([1, 0, []]);
  });

  it('is over after three seconds of nothing, and suspected before', async () => {
    await path.for(1, nothing);
    expect([path.silences, path.stalls]).toEqual([1, []]);
    await path.for(3, nothing);
    expect(path.stalls).toEqual([{ detail: 'nothing received for 3000 ms', isLocal: false }]);
  });

  it('is over after one second of nothing where the network has changed', async () => {
    path.hurry();
    await path.for(1.5, nothing);
    expect(path.stalls).toEqual([{ detail: 'nothing received for 1000 ms', isLocal: true }]);
  });

  it('is over for a decoder that gets a picture and makes no frame of it', async () => {
    await path.for(7, undecoded);
    expect(path.stalls).toEqual([]);
    await path.for(2, undecoded);
    expect(path.stalls).toEqual([{ detail: 'no frame decoded for 8000 ms', isLocal: false }]);
  });

  it('goes on for a line that carries the sound and now and then a picture', async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await path.for(15, soundAlone);
      await path.for(2, undecoded);
      await path.for(2, all);
    }
    expect(path.stalls).toEqual([]);
  });

  it('goes on where the camera comes back after minutes', async () => {
    path.hasCamera = false;
    await path.for(300, soundAlone);
    path.hasCamera = true;
    await path.for(2, soundAlone);
    await path.for(10, all);
    expect(path.stalls).toEqual([]);
  });

  it('is over where no picture comes for half a minute', async () => {
    await path.for(29, soundAlone);
    expect(path.stalls).toEqual([]);
    await path.for(2, soundAlone);
    expect(path.stalls).toEqual([{ detail: 'no picture for 30000 ms', isLocal: false }]);
  });
});
