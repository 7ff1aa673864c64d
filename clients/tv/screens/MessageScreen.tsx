import type { ComponentChildren } from 'preact';
import type { StateWord } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Patience } from '../ui/Patience.tsx';

export interface Choice {
  readonly label: string;
  readonly onPress: () => void;
  readonly testId?: string;
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
  /** Whether to say which keys work; not where that would invite to press too early. */
  readonly namesKeys?: boolean;
  /** Whether the patient is seen. */
  readonly seen?: string;
  /** Whether the TV goes on trying by itself. */
  readonly trying?: boolean;
  /** Words for whoever helps with the TV. */
  readonly support?: string;
  /** What stands beside it. */
  readonly beside?: ComponentChildren;
  /** What stands below it, smaller. */
  readonly children?: ComponentChildren;
}

/** One thing to know, and what to do now. */
export function MessageScreen(props: MessageScreenProps) {
  const { title, body, choices, clinic, state, seen, support } = props;
  const last = choices[choices.length - 1] ?? choices[0];
  useBack(props.onBack ?? last.onPress);
  return (
    <Frame
      clinic={clinic ?? null}
      keys={props.namesKeys === false ? 'none' : choices.length > 1 ? 'choose' : 'press'}
      {...(state === undefined ? {} : { state })}
    >
      <div class={props.beside === undefined ? 'message' : 'message message-beside'}>
        <div class="message-words">
          <h1>{title}</h1>
          <p class="body">{body}</p>
          {props.trying === true && <Patience />}
          <div class="choices">
            {choices.map((choice, index) => (
              <Button
                key={choice.label}
                onPress={choice.onPress}
                entry={index === 0}
                {...(choice.testId === undefined ? {} : { testId: choice.testId })}
              >
                {choice.label}
              </Button>
            ))}
          </div>
          {seen !== undefined && (
            <p class="aside aside-seen">
              <Icon name="eyeOff" />
              {seen}
            </p>
          )}
          {support !== undefined && <p class="aside aside-support">{support}</p>}
          {props.children}
        </div>
        {props.beside}
      </div>
    </Frame>
  );
}
