import { useRef, useState } from 'preact/hooks';
import type { PlaceName } from '../../../src/protocol/index.ts';
import { Video } from '../../theme/Video.tsx';
import type { CallPerson, CallScreen } from '../model/consultScreens.ts';
import { pinnedAfter, type StagePlace, stageOf } from '../model/stage.ts';
import { Icon } from '../ui/Icon.tsx';
import { useWords } from '../ui/words.ts';

interface CallStageProps {
  readonly screen: CallScreen;
  readonly muted: boolean;
  readonly onBlocked: () => void;
}

/** The others' pictures: who speaks is large; OK on a small one keeps it large. */
export function CallStage({ screen, muted, onBlocked }: CallStageProps) {
  const { physician, remoteStream, guests } = screen;
  const [pinned, setPinned] = useState<readonly PlaceName[]>([]);
  const people: readonly CallPerson[] = [
    { place: 'agent', name: physician, stream: remoteStream },
    ...guests,
  ];
  const places = stageOf(people, useOther(people, screen.speaker), pinned);
  return (
    <div class={screen.phase === 'reconnecting' ? 'remote remote-stands' : 'remote'}>
      {places.map((place) => (
        <Tile
          key={place.person.place}
          place={place}
          isAlone={people.length === 1}
          muted={muted}
          onBlocked={onBlocked}
          onPress={() => setPinned(pinnedAfter(pinned, place.person.place))}
        />
      ))}
    </div>
  );
}

/** The last of the others who spoke: while the patient speaks, they see whom they speak to. */
function useOther(people: readonly CallPerson[], speaker: PlaceName | null): PlaceName | null {
  const last = useRef<PlaceName | null>(null);
  if (people.some(({ place }) => place === speaker)) last.current = speaker;
  return last.current;
}

interface TileProps {
  readonly place: StagePlace;
  readonly isAlone: boolean;
  readonly muted: boolean;
  readonly onBlocked: () => void;
  readonly onPress: () => void;
}

function Tile({ place, isAlone, muted, onBlocked, onPress }: TileProps) {
  const { call: words } = useWords();
  const { person, size, index, isPinned } = place;
  const { name, stream } = person;
  const isAgent = person.place === 'agent';
  return (
    <div class={`tile tile-${size} tile-${size}-${index}`} data-place={person.place}>
      <Video
        stream={stream}
        label={words.remotePicture(name)}
        testId={isAgent ? 'remote-video' : 'guest-video'}
        muted={muted}
        onBlocked={onBlocked}
      />
      {stream === null && !isAgent && <Icon name="cameraOff" />}
      {size === 'small' || isPinned ? (
        <button type="button" class="tile-button" onClick={onPress} data-testid="pin">
          <span class="visually-hidden">
            {isPinned ? words.showSmall(name) : words.showLarge(name)}
          </span>
          <span class="tile-name" aria-hidden="true">
            {isPinned && <Icon name="pin" />}
            <span>{name}</span>
          </span>
        </button>
      ) : (
        !isAlone && <p class="tile-name tile-speaker">{name}</p>
      )}
    </div>
  );
}
