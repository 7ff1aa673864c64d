import { Button } from '../../ui/Button.tsx';
import { Patience } from '../../ui/Patience.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { useWords } from '../../ui/words.ts';
import { Panel, PanelChoices } from './Panel.tsx';
import type { StepProps } from './panelProps.ts';
import { Trouble } from './Trouble.tsx';

/** The ways to the phone: the picture first, what to type, and whatever else the clinic has. */
export function CodePanel({ panel, onCommand }: StepProps<'code'>) {
  const { phone: words } = useWords();
  const { ways } = panel;
  const back = () => onCommand({ type: 'back' });
  return (
    <Panel title={words.scan} onBack={back}>
      <Code panel={panel} onCommand={onCommand} />
      <div class="panel-ways">
        {ways?.callIn != null && (
          <Button onPress={() => onCommand({ type: 'call-clinic' })} testId="phone-call-clinic">
            {words.callClinic}
          </Button>
        )}
        {ways !== null && (
          <Button onPress={() => onCommand({ type: 'enter-number' })} testId="phone-number">
            {words.giveNumber}
          </Button>
        )}
      </div>
      <PanelChoices>
        <Button onPress={back} entry testId="phone-back">
          {words.back}
        </Button>
      </PanelChoices>
    </Panel>
  );
}

function Code({ panel, onCommand }: StepProps<'code'>) {
  const { phone: words } = useWords();
  const { code, ways, trouble, isOffline } = panel;
  if (isOffline) {
    return (
      <div class="panel-waits" role="status">
        <p class="panel-words">{words.offline}</p>
        <Patience />
      </div>
    );
  }
  if (code === null) {
    return trouble === null ? (
      <div class="panel-waits" role="status">
        <p class="panel-words">{words.codeComes}</p>
        <Patience />
      </div>
    ) : (
      <Trouble trouble={trouble} onTryAgain={() => onCommand({ type: 'try-again' })} />
    );
  }
  return (
    <>
      <div class="panel-qr">
        <QrCode text={code.url} label={words.qrLabel} />
      </div>
      <p class="panel-small">{words.type}</p>
      {ways !== null && (
        <p class="panel-address" data-testid="phone-address">
          {ways.address}
        </p>
      )}
      <p class="panel-code" role="status">
        <span class="visually-hidden">{words.spelled(code.code)}</span>
        <span aria-hidden="true" data-testid="phone-code">
          {code.code}
        </span>
      </p>
    </>
  );
}
