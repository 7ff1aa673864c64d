import type { ConsultView, PatientAt, PhoneWays } from '../../../../src/protocol/index.ts';
import type { ChatNote } from './chatNotes.ts';
import { type PhoneDialog, type PhonePanel, phonePanelOf, phoneStepOf } from './phoneDialog.ts';
import type { PhoneNews } from './phoneNews.ts';

/** What the patient's side knows of the phone ahead of the server. */
export interface PhoneSide {
  readonly dialog: PhoneDialog;
  readonly ways: PhoneWays | null;
  readonly hasAnswered: boolean;
  readonly news: PhoneNews | null;
  readonly notes: readonly ChatNote[];
  /** A photo that is shown large, by its id. */
  readonly enlarged: string | null;
}

/** What is said of the phone in passing: news, or how it stands while that is not as it should be. */
export type PhoneNotice = PhoneNews | 'check' | 'waits' | 'shifting' | 'coming-back' | 'absent';

/** All about the phone that a screen of a consult shows. */
export interface PhonePart {
  /** Whether the patient may ask for it now. */
  readonly isPossible: boolean;
  readonly panel: PhonePanel | null;
  readonly notice: PhoneNotice | null;
  readonly patientAt: PatientAt;
  /** What the phone sends, where it films or listens for the TV. */
  readonly sends: { readonly picture: boolean; readonly sound: boolean };
  /** Whether it has lost the connection. */
  readonly isAbsent: boolean;
  readonly notes: readonly ChatNote[];
  readonly enlarged: ChatNote | null;
}

export function phonePartOf(
  side: PhoneSide,
  consult: ConsultView | undefined,
  isOffline: boolean,
): PhonePart {
  const panel = phonePanelOf({ ...side, consult, isOffline });
  const mobile = consult?.mobile ?? null;
  return {
    isPossible: consult !== undefined && consult.state !== 'calling',
    panel,
    notice: noticeOf(side.news, consult, panel),
    patientAt: consult?.patientAt ?? 'tv',
    sends: {
      picture: mobile?.media === 'video' && isOn(mobile.devices.camera),
      sound: mobile?.media != null && isOn(mobile.devices.microphone),
    },
    isAbsent: mobile?.presence === 'absent',
    notes: side.notes,
    enlarged: side.notes.find(({ id }) => id === side.enlarged) ?? null,
  };
}

function isOn(state: ConsultView['places']['tv']['devices']['camera']): boolean {
  return state === 'on' || state === 'unknown';
}

function noticeOf(
  news: PhoneNews | null,
  consult: ConsultView | undefined,
  panel: PhonePanel | null,
): PhoneNotice | null {
  const isTold = panel?.at === 'phone';
  if (news !== null) return news === 'ready' && phoneStepOf(consult) !== 'ready' ? null : news;
  if (isTold) return null;
  if (consult?.shift?.to === 'tv') return 'coming-back';
  const step = phoneStepOf(consult);
  return step === 'ready' || step === 'start' ? null : step;
}
