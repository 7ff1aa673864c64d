import type { DiagnosticsSample } from '../../src/protocol/index.ts';
import type { PatientPlace } from '../connector/index.ts';
import { pictureNotes } from './strings/call.ts';

/** Why the patient does not see the physician's picture at its full size, if so, in a sentence. */
export function pictureNoteOf(
  sample: DiagnosticsSample | undefined,
  from: PatientPlace,
): string | undefined {
  const { limitedBy, shownHeight } = sample?.picture ?? {};
  if (limitedBy === undefined || limitedBy === 'none') return undefined;
  const reason = limitedBy === 'size' && shownHeight === 0 ? 'unseen' : limitedBy;
  return pictureNotes[from][reason];
}
