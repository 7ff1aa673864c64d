import { Clinic } from '../../theme/visitor/Clinic.tsx';
import { Patience } from '../../theme/visitor/Patience.tsx';
import { useWakeLock } from '../../theme/visitor/useWakeLock.ts';
import type { Screen } from '../model/screen.ts';
import { useFocusedHeading } from '../parts/useFocusedHeading.ts';
import { useWords } from '../parts/words.ts';

interface AdmissionScreenProps {
  readonly screen: Extract<Screen, { name: 'admission' }>;
}

/** Somebody of the clinic has to let the phone in. Until then nothing personal is here. */
export function AdmissionScreen({ screen }: AdmissionScreenProps) {
  const { admission: words } = useWords().arrival;
  const heading = useFocusedHeading();
  useWakeLock();
  return (
    <main class="message">
      <Clinic name={screen.clinic} />
      <h1 ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <p>{words.body}</p>
      <Patience />
      <p class="aside">{words.stay}</p>
      <p role="status">{!screen.online && words.reconnecting}</p>
    </main>
  );
}
