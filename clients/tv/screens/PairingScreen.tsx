import { useState } from 'preact/hooks';
import type { PairingScreen as PairingView } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { Patience } from '../ui/Patience.tsx';
import { QrCode } from '../ui/QrCode.tsx';
import { useWords } from '../ui/words.ts';
import { MessageScreen } from './MessageScreen.tsx';

interface PairingScreenProps {
  readonly screen: PairingView;
  readonly onNewCode: () => void;
  readonly onLeave: () => void;
}

/** How a TV comes to its clinic: a code to read out, or to scan. */
export function PairingScreen({ screen, onNewCode, onLeave }: PairingScreenProps) {
  const { pairing: words } = useWords();
  const { pairing } = screen;
  switch (pairing.name) {
    case 'requesting':
      return (
        <Frame keys="none">
          <div class="message">
            <h1>{words.title}</h1>
            <p class="body">{words.requesting}</p>
            <Patience />
          </div>
        </Frame>
      );
    case 'denied':
      return (
        <MessageScreen
          {...words.denied}
          choices={[{ label: words.newCode, onPress: onNewCode }]}
          onBack={onLeave}
        />
      );
    case 'unreachable':
      return <Unreachable onTryAgain={onNewCode} onLeave={onLeave} />;
    case 'showing':
      return <Code pairing={pairing} onLeave={onLeave} />;
    default:
      return pairing satisfies never;
  }
}

function Unreachable(props: { readonly onTryAgain: () => void; readonly onLeave: () => void }) {
  const words = useWords();
  return (
    <MessageScreen
      {...words.pairing.unreachable}
      trying
      choices={[{ label: words.tryAgain, onPress: props.onTryAgain }]}
      onBack={props.onLeave}
    />
  );
}

interface CodeProps {
  readonly pairing: Extract<PairingView['pairing'], { name: 'showing' }>;
  readonly onLeave: () => void;
}

/**
 * OK only changes how large the code is: whoever presses a key while reading it out loses nothing.
 */
function Code({ pairing, onLeave }: CodeProps) {
  const { pairing: words } = useWords();
  const [large, setLarge] = useState(false);
  useBack(large ? () => setLarge(false) : onLeave);
  const [phone, read, stay] = words.steps;
  const code = (
    // A new code is read out by a screen reader, letter by letter.
    <p class={large ? 'code code-large' : 'code'} role="status">
      <span class="visually-hidden">{words.spelled(pairing.userCode)}</span>
      <span aria-hidden="true" data-testid="pairing-code">
        {pairing.userCode}
      </span>
    </p>
  );
  const size = (
    <div class="choices">
      <Button key={String(large)} onPress={() => setLarge(!large)} entry>
        {large ? words.smaller : words.larger}
      </Button>
    </div>
  );
  if (large) {
    return (
      <Frame keys="none">
        <div class="pairing-large">
          <h1>{read}</h1>
          {code}
          {size}
        </div>
      </Frame>
    );
  }
  return (
    <Frame keys="none">
      <div class="pairing">
        <section class="pairing-steps">
          <h1>{words.title}</h1>
          <ol>
            <li>{phone}</li>
            <li>
              {read}
              {code}
            </li>
            <li>{stay}</li>
          </ol>
          {size}
        </section>
        <aside class="pairing-scan">
          <p>{words.scan}</p>
          <QrCode text={pairing.verificationUriComplete} label={words.qrLabel} />
          <p class="aside">
            {words.address}
            <br />
            <strong>{pairing.verificationUri.replace(/^https?:\/\//, '')}</strong>
          </p>
        </aside>
      </div>
    </Frame>
  );
}
