import type { MediaDeviceState } from '../../../src/protocol/index.ts';
import type { CallScreen as CallView } from '../model/consultScreens.ts';
import type { Words } from '../strings.ts';
import { Icon } from '../ui/Icon.tsx';
import { Patience } from '../ui/Patience.tsx';
import { useWords } from '../ui/words.ts';

type CallWords = Words['call'];

/** Whether the patient is seen and heard: always on the screen, in words. */
export function SeenBy({ screen }: { readonly screen: CallView }) {
  const { call: words } = useWords();
  if (screen.phone.patientAt === 'both') return <SeenByPhone screen={screen} />;
  const seen = screen.devices.camera === 'on';
  const heard = screen.devices.microphone === 'on';
  const guests = screen.guests.map(({ name }) => name);
  const who = words.everybody(screen.physician, guests);
  return (
    <p
      class={seen || heard ? 'seen-by seen-by-live' : 'seen-by'}
      data-testid="seen-by"
      role="status"
    >
      <Icon name={seen ? 'eye' : 'eyeOff'} />
      <span>{seenWords(words, seen, heard, isLive(screen))(who, guests.length > 0)}</span>
    </p>
  );
}

/** The phone films and listens in place of the TV. */
function SeenByPhone({ screen }: { readonly screen: CallView }) {
  const { call, phone: words } = useWords();
  const { sends, isAbsent } = screen.phone;
  const picture = sends.picture && !isAbsent;
  const sound = sends.sound && !isAbsent;
  const told =
    picture && sound
      ? words.sees
      : picture
        ? words.seesOnly
        : sound
          ? words.hearsOnly
          : call.neither;
  const guests = screen.guests.map(({ name }) => name);
  return (
    <p
      class={picture || sound ? 'seen-by seen-by-live' : 'seen-by'}
      data-testid="seen-by"
      role="status"
    >
      <Icon name={picture ? 'eye' : 'eyeOff'} />
      <span>{told(call.everybody(screen.physician, guests), guests.length > 0)}</span>
    </p>
  );
}

function isLive({ phase, physicianPresent }: CallView): boolean {
  return phase === 'connected' && physicianPresent;
}

/** From the answer on the physician may see and hear; while the path is up, they do. */
function seenWords(words: CallWords, seen: boolean, heard: boolean, live: boolean) {
  if (seen && heard) return live ? words.seesAndHears : words.canSeeAndHear;
  if (seen) return live ? words.seesOnly : words.canSeeOnly;
  if (heard) return live ? words.hearsOnly : words.canHearOnly;
  return words.neither;
}

/** Why the physician's picture is not there, where it is not; or what happens among the people. */
export function Notice({ screen }: { readonly screen: CallView }) {
  const words = useWords();
  const text = noticeOf(screen, words);
  const comes = screen.phase !== 'connected' || !screen.physicianPresent;
  const isFirst = screen.phase === 'connecting' && screen.physicianPresent;
  return (
    <div class={isSeen(screen) ? 'notice notice-low' : 'notice'} role="status">
      {text !== undefined && (
        <div class={isFirst ? 'notice-words notice-late' : 'notice-words'}>
          <p>{text}</p>
          {comes && <Patience />}
        </div>
      )}
    </div>
  );
}

/** Whether the physician's face may be on the screen, which no words are to cover then. */
function isSeen({ phase, physicianDevices }: CallView): boolean {
  return phase === 'connected' && isThere(physicianDevices.camera);
}

function isThere(state: MediaDeviceState): boolean {
  return state === 'on' || state === 'unknown';
}

function noticeOf(screen: CallView, { call: words, phone }: Words): string | undefined {
  const { physician, physicianDevices } = screen;
  if (!screen.physicianPresent) return words.physicianAway(physician);
  if (screen.phase === 'reconnecting') return words.reconnecting;
  if (screen.phase !== 'connected') return words.connecting(physician);
  if (screen.phone.notice !== null) return phone.notices[screen.phone.notice](physician);
  if (screen.transferTo !== null) return words.asksToTakeOver(physician, screen.transferTo);
  if (screen.news !== null) return newsWords(words)[screen.news.what](screen.news.name);
  const { camera, microphone } = physicianDevices;
  if (isThere(microphone)) return isThere(camera) ? undefined : words.noPicture(physician);
  return isThere(camera) ? words.noSound(physician) : words.nothing(physician);
}

function newsWords(words: CallWords) {
  return { joined: words.joined, left: words.left, 'taken-over': words.takenOver };
}
