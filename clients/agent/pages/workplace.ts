import type { AgentIdentity } from '../../../src/protocol/index.ts';
import type { Connector, ConsultRecord, LocalMedia } from '../../connector/index.ts';
import type { RingTone } from '../../theme/ringTone.ts';
import type { CallDesk, DeskState } from '../callDesk.ts';
import type { PresenceState } from '../presenceBoard.ts';

/** What the pages around consults work with. */
export interface Workplace {
  readonly identity: AgentIdentity;
  readonly connector: Connector;
  readonly desk: CallDesk;
  readonly deskState: DeskState;
  readonly media: LocalMedia;
  readonly tone: RingTone;
  readonly presence: PresenceState;
  readonly records: readonly ConsultRecord[];
  readonly nowMs: number;
  readonly opensCamera: boolean;
  readonly onOpensCamera: (opens: boolean) => void;
}
