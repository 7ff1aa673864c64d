import type { PhoneCommand } from '../../model/phone/phoneCommand.ts';
import type { PhonePanel as PanelView } from '../../model/phone/phoneDialog.ts';
import { CodePanel } from './CodePanel.tsx';
import { NumberPanel } from './NumberPanel.tsx';
import { NumberUsePanel } from './NumberUsePanel.tsx';
import { PhoneQuestion } from './PhoneQuestion.tsx';
import { ReferencePanel } from './ReferencePanel.tsx';
import { ReturnCodePanel, ReturnEntryPanel, ReturnPanel } from './ReturnPanels.tsx';
import { CallAskedPanel, GoingOnPanel, LinkSentPanel, StepPanel } from './ToldPanels.tsx';

interface PhonePanelProps {
  readonly panel: PanelView;
  readonly onCommand: (command: PhoneCommand) => void;
}

/** All about the phone, one step at a time. */
export function PhonePanel({ panel, onCommand }: PhonePanelProps) {
  return (
    <div class="phone-panel" data-testid="phone-panel" data-value={panel.at}>
      {/* Keyed, so that no control of one step lives on as another's. */}
      <Step key={panel.at} panel={panel} onCommand={onCommand} />
    </div>
  );
}

function Step({ panel, onCommand }: PhonePanelProps) {
  switch (panel.at) {
    case 'question':
      return <PhoneQuestion panel={panel} onCommand={onCommand} />;
    case 'code':
      return <CodePanel panel={panel} onCommand={onCommand} />;
    case 'reference':
      return <ReferencePanel panel={panel} onCommand={onCommand} />;
    case 'number':
      return <NumberPanel panel={panel} onCommand={onCommand} />;
    case 'number-use':
      return <NumberUsePanel panel={panel} onCommand={onCommand} />;
    case 'link-sent':
      return <LinkSentPanel to={panel.to} onCommand={onCommand} />;
    case 'call-asked':
      return <CallAskedPanel number={panel.number} onCommand={onCommand} />;
    case 'phone':
      return <StepPanel panel={panel} onCommand={onCommand} />;
    case 'return':
      return <ReturnPanel onCommand={onCommand} />;
    case 'return-code':
      return <ReturnCodePanel panel={panel} onCommand={onCommand} />;
    case 'return-entry':
      return <ReturnEntryPanel panel={panel} onCommand={onCommand} />;
    case 'going-on':
      return <GoingOnPanel trouble={panel.trouble} onCommand={onCommand} />;
    default:
      return panel satisfies never;
  }
}
