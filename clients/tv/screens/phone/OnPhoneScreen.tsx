import { useState } from 'preact/hooks';
import type {
  OnPhoneBadge as BadgeView,
  OnPhoneScreen as OnPhoneView,
} from '../../model/consultScreens.ts';
import type { Actions } from '../../model/screen.ts';
import { useBack } from '../../remote/remoteContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Frame } from '../../ui/Frame.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Patience } from '../../ui/Patience.tsx';
import { Question } from '../../ui/Question.tsx';
import { useWords } from '../../ui/words.ts';
import { PhonePanel } from './PhonePanel.tsx';
import { usePanelSettled } from './usePanelSettled.ts';

interface OnPhoneScreenProps {
  readonly screen: OnPhoneView;
  readonly actions: Pick<Actions, 'phone' | 'hangUp' | 'leaveApp'>;
}

/** The call is on the phone. While the phone is there, it alone can hang up. */
export function OnPhoneScreen({ screen, actions }: OnPhoneScreenProps) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const { phone, panel, isComingBack } = screen;
  usePanelSettled(panel);
  useBack(actions.leaveApp);
  return (
    <Frame
      clinic={screen.clinic}
      state={screen.state}
      keys="none"
      panel={panel === null ? null : <PhonePanel panel={panel} onCommand={actions.phone} />}
    >
      <div class="on-phone" data-testid="on-phone" data-value={phone}>
        <p class={phone === 'present' ? 'on-phone-sign' : 'on-phone-sign on-phone-lost'}>
          <Icon name="mobile" />
        </p>
        <Told screen={screen} />
        <div class="choices">
          {!isComingBack && (
            <Choices screen={screen} actions={actions} onHangUp={() => setAsked(true)} />
          )}
        </div>
      </div>
      {asked && (
        <Question
          question={words.call.hangUpQuestion}
          yes={words.call.hangUpYes}
          no={words.call.hangUpNo}
          onYes={actions.hangUp}
          onNo={() => setAsked(false)}
        />
      )}
    </Frame>
  );
}

function Told({ screen }: { readonly screen: OnPhoneView }) {
  const { phone: words } = useWords();
  const { phone, physician, isComingBack, hasFailed } = screen;
  const [title, body] = isComingBack
    ? [words.comingBack, phone === 'present' ? words.comingBackBody : '']
    : phone === 'gone'
      ? [words.goneTitle, words.goneBody]
      : phone === 'absent'
        ? [words.absentTitle, words.absentBody]
        : [words.elsewhere, hasFailed ? words.didNotComeBack : words.elsewhereWith(physician)];
  return (
    <div role="status">
      <h1>{title}</h1>
      <p class="body">{body}</p>
      {isComingBack && <Patience />}
    </div>
  );
}

interface ChoicesProps extends OnPhoneScreenProps {
  readonly onHangUp: () => void;
}

function Choices({ screen, actions, onHangUp }: ChoicesProps) {
  const { phone: words, call } = useWords();
  if (screen.phone === 'present') {
    return (
      <Button onPress={() => actions.phone({ type: 'bring-back' })} entry testId="bring-back">
        {words.bringBack}
      </Button>
    );
  }
  const isGone = screen.phone === 'gone';
  return (
    <>
      <Button onPress={() => actions.phone({ type: 'go-on-here' })} entry testId="go-on-here">
        {isGone ? words.goneYes : words.goOnHere}
      </Button>
      <Button onPress={onHangUp} icon="phoneDown" tone="danger" testId="hang-up">
        {isGone ? words.goneNo : call.hangUp}
      </Button>
    </>
  );
}

/** The same in a corner of the service, which has the screen and the keys. */
export function OnPhoneBadge({ screen }: { readonly screen: BadgeView }) {
  const { phone: words } = useWords();
  return (
    <p class="badge" role="status" data-testid="on-phone-badge">
      <Icon name="mobile" />
      <span>{screen.phone === 'absent' ? words.absentBadge : words.elsewhere}</span>
    </p>
  );
}
