import type { PhoneTrouble } from '../../model/phone/phoneDialog.ts';
import { Button } from '../../ui/Button.tsx';
import { Patience } from '../../ui/Patience.tsx';
import { useWords } from '../../ui/words.ts';
import { Panel, PanelChoices } from './Panel.tsx';
import type { StepProps, WithCommands } from './panelProps.ts';
import { Trouble } from './Trouble.tsx';

interface ToldProps extends WithCommands {
  readonly title: string;
  readonly body: string;
}

/** Something that is done; nothing to choose. */
function Told({ title, body, onCommand }: ToldProps) {
  const { phone: words } = useWords();
  const close = () => onCommand({ type: 'close' });
  return (
    <Panel title={title} onBack={close}>
      <p class="panel-words" role="status">
        {body}
      </p>
      <PanelChoices>
        <Button onPress={close} entry testId="phone-close">
          {words.close}
        </Button>
      </PanelChoices>
    </Panel>
  );
}

export function LinkSentPanel({ to, onCommand }: WithCommands & { readonly to: string }) {
  const { phone: words } = useWords();
  return <Told title={words.linkSent} body={words.linkSentBody(to)} onCommand={onCommand} />;
}

export function CallAskedPanel({ number, onCommand }: WithCommands & { readonly number: string }) {
  const { phone: words } = useWords();
  return <Told title={words.callAsked} body={words.callAskedBody(number)} onCommand={onCommand} />;
}

/** A phone has come, and what it waits for. */
export function StepPanel({ panel, onCommand }: StepProps<'phone'>) {
  const { phone: words } = useWords();
  const { step, who } = panel;
  const close = () => onCommand({ type: 'close' });
  return (
    <Panel title={step === 'absent' ? words.absentTitle : words.here} onBack={close}>
      <div role="status" data-testid="phone-step" data-value={step}>
        <p class="panel-words">{words.steps[step](who)}</p>
        {step !== 'ready' && <Patience />}
      </div>
      <PanelChoices>
        <Button onPress={close} entry testId="phone-close">
          {words.close}
        </Button>
        {step !== 'shifting' && (
          <Button onPress={() => onCommand({ type: 'another' })} testId="phone-another">
            {words.another}
          </Button>
        )}
      </PanelChoices>
    </Panel>
  );
}

interface GoingOnProps extends WithCommands {
  readonly trouble: PhoneTrouble | null;
}

/** The call comes back to the TV, since the phone is away. */
export function GoingOnPanel({ trouble, onCommand }: GoingOnProps) {
  const { phone: words } = useWords();
  const back = () => onCommand({ type: 'back' });
  return (
    <Panel title={words.goOnHere} onBack={back}>
      {trouble === null ? (
        <div class="panel-waits" role="status">
          <p class="panel-words">{words.goingOn}</p>
          <Patience />
        </div>
      ) : (
        <Trouble trouble={trouble} onTryAgain={() => onCommand({ type: 'try-again' })} />
      )}
      <PanelChoices>
        <Button onPress={back} entry testId="phone-back">
          {words.back}
        </Button>
      </PanelChoices>
    </Panel>
  );
}
