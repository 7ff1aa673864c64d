import type { StateWord } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';

interface Choice {
  readonly label: string;
  readonly onPress: () => void;
}

interface MessageScreenProps {
  readonly title: string;
  readonly body: string;
  /** The first has the focus. */
  readonly choices: readonly [Choice, ...Choice[]];
  /** What Back does; the last choice unless told. */
  readonly onBack?: () => void;
  readonly clinic?: string | null;
  readonly state?: StateWord;
  /** Words for whoever helps with the TV. */
  readonly support?: string;
}

/** One thing to know, and what to do now. */
export function MessageScreen(props: MessageScreenProps) {
  const { title, body, choices, clinic, state, support } = props;
  const last = choices[choices.length - 1] ?? choices[0];
  useBack(props.onBack ?? last.onPress);
  return (
    <Frame
      clinic={clinic ?? null}
      keys={choices.length > 1}
      {...(state === undefined ? {} : { state })}
    >
      <div class="message">
        <h1>{title}</h1>
        <p class="body">{body}</p>
        <div class="choices">
          {choices.map((choice, index) => (
            <Button key={choice.label} onPress={choice.onPress} entry={index === 0}>
              {choice.label}
            </Button>
          ))}
        </div>
        {support !== undefined && <p class="aside">{support}</p>}
      </div>
    </Frame>
  );
}
