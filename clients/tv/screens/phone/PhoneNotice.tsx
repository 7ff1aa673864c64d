import type { PhonePart } from '../../model/phone/phonePart.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useWords } from '../../ui/words.ts';

interface PhoneNoticeProps {
  readonly phone: PhonePart;
  /** Who would let a phone in, if somebody has answered. */
  readonly who: string | null;
  /** Above all else, rather than among it. */
  readonly above?: boolean;
}

/** How it stands with the phone, in a wait. */
export function PhoneNotice({ phone, who, above = false }: PhoneNoticeProps) {
  const { phone: words } = useWords();
  return (
    <div role="status">
      {phone.notice !== null && (
        <p class={above ? 'phone-notice phone-notice-above' : 'phone-notice'}>
          <Icon name="mobile" />
          <span>{words.notices[phone.notice](who)}</span>
        </p>
      )}
    </div>
  );
}
