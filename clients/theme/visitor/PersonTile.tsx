import type { MediaDeviceState } from '../../../src/protocol/index.ts';
import { Video } from '../Video.tsx';
import { Icon } from './Icon.tsx';
import { initialsOf } from './initials.ts';
import type { Part, Person } from './person.ts';

interface PersonWords {
  readonly part: Readonly<Record<Part, string>>;
  readonly pictureOf: (name: string) => string;
  readonly speaks: string;
  readonly away: string;
  readonly comes: string;
  readonly noCamera: string;
  readonly noMicrophone: string;
}

interface PersonTileProps {
  readonly person: Person;
  readonly words: PersonWords;
  /** Whether media flows at all. */
  readonly live: boolean;
  /** Whether the browser does not let it be heard yet. */
  readonly silent: boolean;
  readonly onBlocked: () => void;
}

/** Somebody in the consult: picture, sound, name, and what is missing of them. */
export function PersonTile({ person, words, live, silent, onBlocked }: PersonTileProps) {
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
  words: PersonWords,
): string | undefined {
  if (!present) return words.away;
  if (!isThere(devices.camera)) return words.noCamera;
  return live ? undefined : words.comes;
}

function isThere(state: MediaDeviceState): boolean {
  return state === 'on' || state === 'unknown';
}
