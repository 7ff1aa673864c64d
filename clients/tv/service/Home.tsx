import { useState } from 'preact/hooks';
import { catalogue, type Title } from './catalogue.ts';

interface HomeProps {
  readonly onPlay: (title: Title) => void;
  readonly onDoctor: () => void;
  /** What was played last has the focus when the patient comes back. */
  readonly last: Title | undefined;
}

/** A row of titles, and the doctor one key above it. */
export function Home({ onPlay, onDoctor, last }: HomeProps) {
  const [shown, show] = useState(last ?? catalogue[0]);
  return (
    <main class={`home home-${shown?.id}`}>
      <header class="head">
        <p class="brand">Lakeside</p>
        <button type="button" class="pill" onClick={onDoctor} data-testid="doctor">
          Call my doctor
        </button>
      </header>
      <section class="feature">
        <h1>{shown?.name}</h1>
        <p class="kind">{shown?.kind}</p>
        <p class="about">{shown?.about}</p>
      </section>
      <nav class="row" aria-label="Titles">
        {catalogue.map((title) => (
          <button
            key={title.id}
            type="button"
            class={`poster poster-${title.id}`}
            onClick={() => onPlay(title)}
            onFocus={() => show(title)}
            data-entry={title === (last ?? catalogue[0]) ? '' : undefined}
            data-testid={`title-${title.id}`}
          >
            <span>{title.name}</span>
          </button>
        ))}
      </nav>
    </main>
  );
}
