import type {
  ConsultView,
  PhoneUse,
  PhoneWays,
  Proposal,
  TimelineEvent,
} from '../../../../src/protocol/index.ts';
import type { RequestErrorCode } from '../../../connector/index.ts';

/** What the server did not take. */
export interface PhoneTrouble {
  readonly code: RequestErrorCode;
  /** Of a code that is typed; `null` where that is not told. */
  readonly triesLeft: number | null;
}

interface MayFail {
  readonly trouble: PhoneTrouble | null;
}

/** A step for which the server is asked for something; it is `null` until it is there. */
interface CodeStep extends MayFail {
  readonly at: 'code';
  readonly use: PhoneUse;
  /** `url` is what the QR picture holds. */
  readonly code: { readonly code: string; readonly url: string } | null;
}

/** Steps that are shown as they are. */
type PlainStep =
  | ({ readonly at: 'reference' } & MayFail & {
        readonly shown: { readonly number: string; readonly reference: string } | null;
      })
  /** A number is entered; `number` is what it begins with. */
  | ({ readonly at: 'number'; readonly number: string } & MayFail)
  | { readonly at: 'link-sent'; readonly to: string }
  | { readonly at: 'call-asked'; readonly number: string }
  /** The call is to come back: by a code that is shown here, or by one that the phone shows. */
  | { readonly at: 'return' }
  | ({ readonly at: 'return-code'; readonly code: string | null } & MayFail)
  | ({ readonly at: 'return-entry'; readonly isBusy: boolean } & MayFail)
  /** The phone is away: no code is needed. */
  | ({ readonly at: 'going-on' } & MayFail);

/** What becomes of the number that was entered. */
interface NumberUse extends MayFail {
  readonly at: 'number-use';
  readonly number: string;
  readonly isBusy: boolean;
}

/** Where the patient is in what they do about the phone. */
export type PhoneDialog =
  | { readonly at: 'closed' }
  | { readonly at: 'question' }
  | CodeStep
  | PlainStep
  | NumberUse
  /** A phone has come: what becomes of it. */
  | { readonly at: 'phone' };

/**
 * How it stands with a phone that has come. `check`: it asks its holder something. `waits`: nobody
 * has let it in yet. `start`: it is in, and its holder has to press Start. `shifting`: the call is
 * on its way. `ready`: it is there for writing and photos. `absent`: it has lost the connection.
 */
export type PhoneStep = 'check' | 'waits' | 'start' | 'shifting' | 'ready' | 'absent';

/** What stands beside the call, or beside the wait. */
export type PhonePanel =
  /** `proposal` is `null` where the patient asked by themselves. */
  | { readonly at: 'question'; readonly proposal: Proposal | null; readonly who: string | null }
  | (CodeStep & { readonly ways: PhoneWays | null; readonly isOffline: boolean })
  | PlainStep
  | (NumberUse & { readonly hasSms: boolean })
  | { readonly at: 'phone'; readonly step: PhoneStep; readonly who: string | null };

/** What decides which panel is shown. */
export interface PanelSituation {
  readonly dialog: PhoneDialog;
  readonly consult: ConsultView | undefined;
  readonly ways: PhoneWays | null;
  /** The proposal was answered here, and the server may not know yet. */
  readonly hasAnswered: boolean;
  readonly isOffline: boolean;
}

/** @returns `null` where none is open */
export function phonePanelOf(situation: PanelSituation): PhonePanel | null {
  const { dialog, consult, ways, isOffline } = situation;
  const who = consult?.agent?.name ?? null;
  switch (dialog.at) {
    case 'closed': {
      const proposal = situation.hasAnswered ? null : (consult?.proposal ?? null);
      return proposal === null ? null : { at: 'question', proposal, who };
    }
    case 'question':
      return { at: 'question', proposal: null, who };
    case 'code':
      return { ...dialog, ways, isOffline };
    case 'number-use':
      return { ...dialog, hasSms: ways?.sms ?? false };
    case 'phone': {
      const step = phoneStepOf(consult);
      return step === null ? null : { at: 'phone', step, who };
    }
    default:
      return dialog;
  }
}

/** @returns `null` where there is no phone */
export function phoneStepOf(consult: ConsultView | undefined): PhoneStep | null {
  const mobile = consult?.mobile ?? null;
  if (consult === undefined || mobile === null) return null;
  if (mobile.presence === 'absent') return 'absent';
  if (!mobile.admitted) return mobile.check?.state === 'open' ? 'check' : 'waits';
  if (consult.shift !== null) return 'shifting';
  const isToBegin = mobile.use !== 'add' && mobile.media === null && consult.patientAt === 'tv';
  return isToBegin ? 'start' : 'ready';
}

/**
 * Where the dialog goes by itself, as the consult changes.
 * @param before the consult as it was
 */
export function followedDialog(
  dialog: PhoneDialog,
  before: ConsultView | null,
  now: ConsultView,
): PhoneDialog {
  if (dialog.at === 'closed' || before === null) return dialog;
  const closed: PhoneDialog = { at: 'closed' };
  const isReturn = returnSteps.has(dialog.at);
  if (before.patientAt !== now.patientAt) return closed;
  if (isReturn) return now.shift?.to === 'tv' && before.shift === null ? closed : dialog;
  if (now.mobile !== null && now.mobile.id !== before.mobile?.id) return { at: 'phone' };
  if (dialog.at !== 'phone') return hasConnected(before, now) ? closed : dialog;
  const hasFailed = before.shift !== null && now.shift === null;
  const isReady = before.mobile?.admitted === false && phoneStepOf(now) === 'ready';
  return now.mobile === null || hasFailed || isReady ? closed : dialog;
}

const returnSteps: ReadonlySet<PhoneDialog['at']> = new Set<PhoneDialog['at']>([
  'return',
  'return-code',
  'return-entry',
  'going-on',
]);

function hasConnected(before: ConsultView, now: ConsultView): boolean {
  return now.telephone?.state === 'connected' && before.telephone?.state !== 'connected';
}

/** Where Back leads; to `code` by asking for one anew. */
export function backFrom(dialog: PhoneDialog): PhoneDialog | 'code' {
  switch (dialog.at) {
    case 'code':
      return { at: 'question' };
    case 'reference':
    case 'number':
      return 'code';
    case 'number-use':
      return { at: 'number', number: dialog.number, trouble: null };
    case 'return-code':
    case 'return-entry':
      return { at: 'return' };
    default:
      return { at: 'closed' };
  }
}

/** The sequence number of the last proposal; 0 where there was none. */
export function lastProposal(timeline: readonly TimelineEvent[]): number {
  let last = 0;
  for (const event of timeline) if (event.type === 'phone-proposed') last = event.seq;
  return last;
}
