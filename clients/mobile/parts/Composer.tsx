import { Icon } from '../../theme/visitor/Icon.tsx';
import type { Actions } from '../model/screen.ts';
import type { Talk } from '../model/talk.ts';
import { PhotoButton } from './PhotoButton.tsx';
import { useWords } from './words.ts';

interface ComposerProps {
  readonly talk: Talk;
  readonly actions: Pick<Actions, 'write' | 'say' | 'sendPhoto'>;
}

/** As many characters as a message may have. */
const longest = 2_000;
const mostRows = 5;

/** Writes, and sends photos. */
export function Composer({ talk, actions }: ComposerProps) {
  const { chat: words } = useWords().consult;
  const { draft, photo } = talk;
  const submit = (event: Event) => {
    event.preventDefault();
    actions.say();
  };
  return (
    <form class="composer" onSubmit={submit}>
      <p class={photo === 'unreadable' ? 'problem' : ''} role="status">
        {photo === 'preparing' && words.preparing}
        {photo === 'unreadable' && words.unreadable}
      </p>
      <div class="composer-photos">
        <PhotoButton
          words={words.takePhoto}
          icon="camera"
          onPhoto={actions.sendPhoto}
          testId="take-photo"
          fromCamera
        />
        <PhotoButton
          words={words.choosePhoto}
          icon="picture"
          onPhoto={actions.sendPhoto}
          testId="choose-photo"
        />
      </div>
      <div class="composer-text">
        <textarea
          aria-label={words.field}
          placeholder={words.field}
          rows={Math.min(mostRows, draft.split('\n').length)}
          maxLength={longest}
          value={draft}
          onInput={({ currentTarget }) => actions.write(currentTarget.value)}
          data-testid="draft"
        />
        <button
          type="submit"
          class="button button-primary"
          aria-disabled={draft.trim() === ''}
          data-testid="say"
        >
          <Icon name="send" />
          {words.send}
        </button>
      </div>
    </form>
  );
}
