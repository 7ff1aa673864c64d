import type { MediaDeviceState } from '../../../src/protocol/index.ts';
import { Video } from '../../theme/Video.tsx';
import { Icon } from '../../theme/visitor/Icon.tsx';
import { initialsOf } from '../../theme/visitor/initials.ts';
import type { Person } from '../model/screen.ts';
import { useWords } from './words.ts';

interface PersonTileProps {
  readonly person: Person;
  /** Whether media flows at all. */
  readonly live: boolean;
  /** Whether the browser does not let it be heard yet. */
  readonly silent: boolean;
  readonly onBlocked: () => void;
}

/** Somebody in the consult: picture, sound, name, and what is missing of them. */
export function PersonTile({ person, live, silent, onBlocked }: PersonTileProps) {
  const { call: words } = useWords();
  const { name, devices, stream } = person;
  const isSeen = isThere(devices.camera);
  const note = noteOf(person, live, words);
  return (
    <li
      class={person.speaks ? 'person person-speaks' : 'person'}
      data-testid="person"
      data-place={person.place}
    >
      <Video
        stream={stream}
        label={words.pictureOf(name)}
        testId="remote-video"
        muted={silent}
        onBlocked={onBlocked}
      />
      {(!isSeen || !live || note !== undefined) && (
        <div class="person-cover">
          <span class="initials" aria-hidden="true">
            {initialsOf(name)}
          </span>
          {note !== undefined && <p>{note}</p>}
        </div>
      )}
      <p class="person-name">
        <b>{name}</b>
        <span>{words.part[person.part]}</span>
        {!isThere(devices.microphone) && (
          <span class="person-muted">
            <Icon name="microphoneOff" />
            <span class="visually-hidden">{words.noMicrophone}</span>
          </span>
        )}
        {person.speaks && <span class="visually-hidden">{words.speaks}</span>}
      </p>
    </li>
  );
}

function noteOf(
  { present, devices }: Person,
  live: boolean,
  words: ReturnType<typeof useWords>['call'],
): string | undefined {
  if (!present) return words.away;
  if (!isThere(devices.camera)) return words.noCamera;
  return live ? undefined : words.comes;
}

function isThere(state: MediaDeviceState): boolean {
  return state === 'on' || state === 'unknown';
}
