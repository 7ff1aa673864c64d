/** A title of the example service. They all play the one film that there is. */
export interface Title {
  readonly id: 'lake' | 'mountain' | 'garden' | 'night' | 'kitchen';
  readonly name: string;
  readonly kind: string;
  readonly about: string;
}

export const film = './film.webm';

export const catalogue: readonly Title[] = [
  {
    id: 'lake',
    name: 'Evening on the lake',
    kind: 'Nature · 16 seconds, as long as you like',
    about: 'A boat, five birds and a sun that takes its time.',
  },
  {
    id: 'mountain',
    name: 'The long way up',
    kind: 'Film · 1958',
    about: 'Two sisters carry a piano over the pass.',
  },
  {
    id: 'garden',
    name: 'Mrs. Alder’s garden',
    kind: 'Series · 3 seasons',
    about: 'What grows when nobody is looking.',
  },
  {
    id: 'night',
    name: 'Night train to Trieste',
    kind: 'Crime · 1 h 34 min',
    about: 'Everybody on board has missed a connection.',
  },
  {
    id: 'kitchen',
    name: 'Soup for twelve',
    kind: 'Cooking · new every Friday',
    about: 'Large pots, small secrets.',
  },
];
