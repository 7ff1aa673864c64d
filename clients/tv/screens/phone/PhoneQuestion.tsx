import { phoneUse } from '../../../../src/protocol/index.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../ui/words.ts';
import { Panel, PanelChoices } from './Panel.tsx';
import type { StepProps } from './panelProps.ts';

/** The one question: open, where the patient asked for it; with its reason, where it is proposed. */
export function PhoneQuestion({ panel, onCommand }: StepProps<'question'>) {
  const words = useWords();
  const { proposal, who } = panel;
  const decline = () => onCommand({ type: 'decline' });
  return (
    <Panel title={words.phone.question} onBack={decline}>
      {proposal !== null && (
        <div role="status">
          <p class="panel-words">{words.phone.why[proposal.reason](who)}</p>
          <p class="panel-words panel-soft">{words.phone.leadsTo[proposal.use]}</p>
        </div>
      )}
      <PanelChoices>
        {proposal === null ? (
          phoneUse.options.map((use, index) => (
            <Button
              key={use}
              onPress={() => onCommand({ type: 'choose', use })}
              entry={index === 0}
              testId={`phone-${use}`}
            >
              {words.phone.uses[use]}
            </Button>
          ))
        ) : (
          <Button
            onPress={() => onCommand({ type: 'choose', use: proposal.use })}
            entry
            testId="phone-yes"
          >
            {words.yes}
          </Button>
        )}
        <Button onPress={decline} testId="phone-no">
          {words.no}
        </Button>
      </PanelChoices>
    </Panel>
  );
}
