import type {
  CheckStatus,
  ClinicSettings,
  Identity,
  MobileRef,
  PatientAt,
  PhoneCheck,
  PhoneUse,
  PhoneWay,
  PhotoRef,
} from '../protocol/index.ts';

/** Who commands: an open session and whom it speaks for. */
export interface Actor {
  readonly sessionId: string;
  readonly identity: Identity;
}

/** From where somebody asks. */
export type DeflectionSeat = 'tv' | 'mobile' | 'agent';

/** What a consult is, as far as the way to the phone needs it. */
export interface ConsultForDeflection {
  readonly consultId: string;
  readonly clinicId: string;
  readonly patientId: string;
  readonly isOver: boolean;
  readonly isAnswered: boolean;
  /** The phone that is linked now. */
  readonly mobile: {
    readonly id: string;
    readonly admitted: boolean;
    readonly check: CheckStatus | null;
    readonly present: boolean;
  } | null;
  readonly patientAt: PatientAt;
  /** What limits count the TV by, where it is connected. */
  readonly tvAddress: string | undefined;
}

export interface Seated extends ConsultForDeflection {
  readonly seat: DeflectionSeat;
}

/** What a clinic has set for phones. */
export type PhoneSettings = ClinicSettings['phones'];

/** The consults, as the way to the phone drives them. */
export interface MobileDesk {
  /** Who asks from which seat, and what the consult is. @throws Refusal `not_found`, `forbidden`, `not_joined` */
  seated(actor: Actor, consultId: string, seats: readonly DeflectionSeat[]): Promise<Seated>;
  /** By the system, for no actor. */
  facts(consultId: string): Promise<ConsultForDeflection | undefined>;
  /** @throws Refusal `wrong_state` */
  link(
    consultId: string,
    mobile: MobileRef & { readonly use: PhoneUse },
    check: CheckStatus | null,
  ): Promise<void>;
  proved(
    consultId: string,
    mobileId: string,
    outcome: { readonly passed: boolean; readonly triesLeft: number },
  ): Promise<void>;
  /** `to` is mostly hidden. */
  linkSent(
    actor: Actor,
    consultId: string,
    sent: { readonly way: 'sms' | 'email'; readonly to: string },
  ): Promise<void>;
  /** `number` is E.164. */
  numberGiven(actor: Actor, consultId: string, number: string): Promise<void>;
  /** The call is to go back to the TV. */
  beginReturn(actor: Actor, consultId: string): Promise<void>;
}

/** What happens beside the call, by telephone and e-mail. */
export interface BesideDesk {
  dialled(actor: Actor, consultId: string): Promise<void>;
  telephoneConnected(actor: Actor, consultId: string): Promise<void>;
  /** `to` is mostly hidden. */
  mailSent(
    actor: Actor,
    consultId: string,
    mail: { readonly to: string; readonly text: string },
  ): Promise<void>;
  /** Nothing, where the consult is over. */
  mailReceived(consultId: string, text: string): Promise<void>;
}

/** Clinics and what they know of their patients. */
export interface PhoneDirectory {
  clinicName(clinicId: string): Promise<string>;
  phonesOf(clinicId: string): Promise<PhoneSettings>;
}

/** What is on record that proves a phone to be the patient's. */
export interface PhoneProofs {
  isOnRecord(patientId: string, kind: PhoneCheck): Promise<boolean>;
  isRight(patientId: string, kind: PhoneCheck, answer: string): Promise<boolean>;
}

/** The kinds of codes: on the screen to be scanned or typed, in a message, to say, to come back with. */
export type CodeKind = 'link' | 'sent' | 'reference' | 'return';

/** A code as it is stored, without its letters or digits. */
interface StoredCode {
  readonly consultId: string;
  readonly kind: CodeKind;
  /** Among which codes it is the only one with its letters or digits. */
  readonly scope: string;
  readonly hash: string;
  readonly use: PhoneUse | null;
  /** How it goes to the phone, where that is known when it is made. */
  readonly way: PhoneWay | null;
  /** From which seat it was opened. */
  readonly seat: 'tv' | 'mobile' | null;
  readonly expiresAt: string;
}

/** A code that a phone has used. */
export interface ClaimedCode {
  readonly consultId: string;
  readonly mobileId: string;
  readonly use: PhoneUse;
  readonly way: PhoneWay | null;
}

/** Codes, at most one of each kind per consult. What takes a code's hash takes living codes only. */
export interface PhoneCodeStore {
  /**
   * Stores it in place of the consult's code of its kind.
   * @returns `false` where another living code of its scope has this hash
   */
  put(code: StoredCode, now: string): Promise<boolean>;
  /**
   * Uses it, in one step, or uses it again for the same claim.
   * @param mobileId the phone's, where this is the first use
   */
  claim(
    use: {
      readonly scope: string;
      readonly hash: string;
      readonly claimHash: string;
      readonly mobileId: string;
    },
    now: string,
  ): Promise<ClaimedCode | 'used' | undefined>;
  /**
   * Uses it, in one step.
   * @param openedBy from which seats it may have been opened
   * @returns the consult
   */
  spend(
    use: {
      readonly scope: string;
      readonly hash: string;
      readonly openedBy: readonly ('tv' | 'mobile')[];
    },
    now: string,
  ): Promise<string | undefined>;
  /** What was spent may be spent again. */
  giveBack(scope: string, hash: string): Promise<void>;
  /** Voids all codes of a consult. */
  remove(consultId: string): Promise<void>;
}

/** How often something was done in a consult. */
export interface PhoneCounts {
  /** Counts one more, in one step. @returns the count, or `undefined` where there were `most` already */
  add(consultId: string, what: string, most: number): Promise<number | undefined>;
  takeBack(consultId: string, what: string): Promise<void>;
  reset(consultId: string, what: string): Promise<void>;
  remove(consultId: string): Promise<void>;
}

/** Which consult a phone was linked with, for as long as its session may be resumed. */
export interface PhoneStore {
  add(phone: { readonly mobileId: string; readonly consultId: string }, at: string): Promise<void>;
  consultOf(mobileId: string): Promise<string | undefined>;
  removeLinkedBefore(before: string): Promise<void>;
}

/** Which consult an e-mail's answer belongs to. */
export interface MailThreadStore {
  open(tokenHash: string, consultId: string): Promise<void>;
  consultOf(tokenHash: string): Promise<string | undefined>;
  /** @returns whether it has not come in before */
  receive(consultId: string, messageId: string): Promise<boolean>;
  /** As if it had not come in. */
  forgetReceived(consultId: string, messageId: string): Promise<void>;
  remove(consultId: string): Promise<void>;
}

/** A photo of which parts have come in. */
export interface StoredPhoto {
  readonly photo: PhotoRef;
  readonly consultId: string;
  readonly seat: DeflectionSeat;
  /** How many parts are there. */
  readonly parts: number;
  readonly isSent: boolean;
}

export interface PhotoStore {
  find(photoId: string): Promise<StoredPhoto | undefined>;
  /**
   * Begins a photo, in one step with what gives way to it: of this seat's unfinished photos only
   * the latest `unfinished - 1` stay.
   * @returns `false` where the consult has `most` photos already, or there is one with this id
   */
  begin(
    photo: Pick<StoredPhoto, 'photo' | 'consultId' | 'seat'>,
    limits: { readonly most: number; readonly unfinished: number },
    at: string,
  ): Promise<boolean>;
  /** @returns whether this part was the next */
  addPart(photoId: string, part: number, data: Uint8Array): Promise<boolean>;
  readPart(photoId: string, part: number): Promise<Uint8Array | undefined>;
  markSent(photoId: string, at: string): Promise<void>;
  remove(photoId: string): Promise<void>;
  removeUnfinished(consultId: string): Promise<void>;
}

/** Everything that the way to the phone keeps, by noun. */
export interface DeflectionStore {
  readonly codes: PhoneCodeStore;
  readonly counts: PhoneCounts;
  readonly phones: PhoneStore;
  readonly mails: MailThreadStore;
  readonly photos: PhotoStore;
}

/** Puts a photo that is whole into the timeline. Idempotent by the photo's id. */
export interface PhotoDesk {
  photoSent(actor: Actor, consultId: string, photo: PhotoRef): Promise<void>;
}
