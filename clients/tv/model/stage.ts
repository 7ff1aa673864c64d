import type { PlaceName } from '../../../src/protocol/index.ts';
import type { CallPerson } from './consultScreens.ts';

/** Two faces side by side are as large as faces should be. */
const mostPinned = 2;

/** Somebody's picture, and how it is shown. */
export interface StagePlace {
  readonly person: CallPerson;
  readonly size: 'large' | 'half' | 'small';
  /** Counts from 0 among those of its size. */
  readonly index: number;
  readonly isPinned: boolean;
}

/**
 * Who is large and who is small: those whom the patient pinned, else who speaks. In the order in
 * which they come, so that nobody's picture is taken down to be put up elsewhere.
 * @param speaker who of them speaks, or spoke last; the first until somebody does
 */
export function stageOf(
  people: readonly CallPerson[],
  speaker: PlaceName | null,
  pinned: readonly PlaceName[],
): readonly StagePlace[] {
  const there = pinned.filter((place) => people.some((person) => person.place === place));
  const spoke = people.find(({ place }) => place === speaker) ?? people[0];
  const large = there.length > 0 ? there : spoke === undefined ? [] : [spoke.place];
  const size = large.length > 1 ? 'half' : 'large';
  let larges = 0;
  let smalls = 0;
  return people.map((person) => {
    const isPinned = there.includes(person.place);
    return large.includes(person.place)
      ? { person, size, index: larges++, isPinned }
      : { person, size: 'small', index: smalls++, isPinned };
  });
}

/** Pins somebody, or lets go of them; the one pinned longest makes room. */
export function pinnedAfter(
  pinned: readonly PlaceName[],
  pressed: PlaceName,
): readonly PlaceName[] {
  if (pinned.includes(pressed)) return pinned.filter((place) => place !== pressed);
  return [...pinned, pressed].slice(-mostPinned);
}
