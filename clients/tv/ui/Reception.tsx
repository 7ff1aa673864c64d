import type { Reception as ReceptionWords } from '../../../src/protocol/index.ts';
import { useWords } from './words.ts';

/** When somebody is there again, and what to do where that is too late; the clinic's own words. */
export function Reception({ reception }: { readonly reception: ReceptionWords }) {
  const { waiting: words } = useWords();
  const { openingHours, emergency } = reception;
  return (
    <aside class="reception">
      {openingHours !== '' && (
        <>
          <h2>{words.openingHours}</h2>
          <p>{openingHours}</p>
        </>
      )}
      <h2>{words.emergency}</h2>
      <p>{emergency === '' ? words.emergencyNumber : emergency}</p>
    </aside>
  );
}
