import { useState } from 'preact/hooks';
import { isPatientPlace, type PlaceName } from '../../../src/protocol/index.ts';
import { grid as strings } from '../strings/call.ts';
import { Icon } from './Icon.tsx';
import { Picture } from './Picture.tsx';

/** Somebody in the call whose picture is shown. */
export interface Tile {
  /** The same from whichever device they take part. */
  readonly id: string;
  /** The place from which they take part now. */
  readonly place: PlaceName;
  readonly name: string;
  readonly stream: MediaStream;
  readonly hasPicture: boolean;
}

interface PictureGridProps {
  readonly tiles: readonly Tile[];
  /** Whose place speaks. */
  readonly speaker: string | null;
  readonly silent: boolean;
  readonly onBlocked: () => void;
}

/** How many pictures can be large at once. */
const maxPinned = 2;

/** Pictures of all others, alike or with up to two of them large. */
export function PictureGrid({ tiles, speaker, silent, onBlocked }: PictureGridProps) {
  const [pins, setPins] = useState<readonly string[]>([]);
  const pinned = pins.filter((id) => tiles.some((tile) => tile.id === id));
  const toggle = (id: string) =>
    setPins(
      pinned.includes(id)
        ? pinned.filter((each) => each !== id)
        : [...pinned, id].slice(-maxPinned),
    );
  return (
    <section
      class="grid"
      aria-label={strings.label}
      data-count={tiles.length}
      data-pinned={pinned.length}
      data-rest={tiles.length - pinned.length}
    >
      {tiles.map(({ id, place, name, stream, hasPicture }) => {
        const isPinned = pinned.includes(id);
        const speaks = speaker === place;
        return (
          <figure
            key={id}
            class={`tile ${isPinned ? 'tile-pinned' : ''} ${speaks ? 'tile-speaks' : ''}`}
            data-testid="tile"
            data-place={place}
            data-speaking={speaks}
          >
            <Picture
              stream={stream}
              label={name}
              class={`tile-picture ${hasPicture ? '' : 'stage-remote-dark'}`}
              testId={isPatientPlace(place) ? 'remote-video' : 'guest-video'}
              silent={silent}
              onBlocked={onBlocked}
            />
            {!hasPicture && <p class="tile-words">{strings.noPicture}</p>}
            <figcaption>
              <span class="tile-name">
                {name}
                {speaks && (
                  <span class="tile-speaking">
                    <Icon name="sound" />
                    <span class="visually-hidden">{strings.speaking}</span>
                  </span>
                )}
              </span>
              <button
                class="button button-small tile-pin"
                type="button"
                data-testid="pin"
                aria-pressed={isPinned}
                aria-label={strings.pinNamed(name)}
                onClick={() => toggle(id)}
              >
                <Icon name="pin" />
                {isPinned ? strings.unpin : strings.pin}
              </button>
            </figcaption>
          </figure>
        );
      })}
    </section>
  );
}
