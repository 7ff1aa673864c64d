import type { DiagnosticsSample, Place } from '../../src/protocol/index.ts';
import type { Connector } from './connector.ts';
import type { LocalMedia } from './localMedia.ts';
import { type Observable, Settable } from './observable.ts';

/**
 * How the media of a consult is. `waiting`: nothing is set up. `prepared`: the relay is connected
 * while it rings. `connecting`: accepted, no remote media yet. `connected`. `reconnecting`: it was
 * connected, and comes back by itself. `closed`: over.
 */
export type CallPhase =
  | 'waiting'
  | 'prepared'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'closed';

export interface CallOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly place: Place;
  readonly media: LocalMedia;
}

/** The media of one consult at this endpoint. It follows the consult by itself. */
export class Call {
  readonly phase: Observable<CallPhase> = new Settable<CallPhase>('waiting');
  readonly remoteStream: Observable<MediaStream | null> = new Settable<MediaStream | null>(null);
  /** The last 60: the TV's own; at the agent those received. */
  readonly samples: Observable<readonly DiagnosticsSample[]> = new Settable<
    readonly DiagnosticsSample[]
  >([]);

  constructor(options: CallOptions) {
    void options;
  }

  close(): void {}
}
