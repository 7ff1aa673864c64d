import type { InboundCommands } from '../../src/integration/ports.ts';
import type { Refusal } from '../../src/protocol/index.ts';

/** Does what other systems ask for by writing it down. */
export class RecordingCommands implements InboundCommands {
  readonly opened: (Parameters<InboundCommands['openConsult']>[1] & { clinicId: string })[] = [];
  readonly presences: (Parameters<InboundCommands['setPresence']>[1] & { clinicId: string })[] = [];
  /** What the next commands are refused with. */
  refusal: Refusal | undefined;
  /** What the next commands wait for. */
  hold: Promise<void> | undefined;

  async openConsult(
    clinicId: string,
    command: Parameters<InboundCommands['openConsult']>[1],
  ): Promise<{ consultId: string }> {
    await this.hold;
    if (this.refusal) throw this.refusal;
    this.opened.push({ ...command, clinicId });
    return { consultId: command.consultId };
  }

  async setPresence(
    clinicId: string,
    command: Parameters<InboundCommands['setPresence']>[1],
  ): Promise<void> {
    await this.hold;
    if (this.refusal) throw this.refusal;
    this.presences.push({ ...command, clinicId });
  }
}
