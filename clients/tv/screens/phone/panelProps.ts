import type { PhoneCommand } from '../../model/phone/phoneCommand.ts';
import type { PhonePanel } from '../../model/phone/phoneDialog.ts';

export interface WithCommands {
  readonly onCommand: (command: PhoneCommand) => void;
}

/** What the panel of one step is drawn from. */
export interface StepProps<At extends PhonePanel['at']> extends WithCommands {
  readonly panel: Extract<PhonePanel, { at: At }>;
}
