import type { Outcome, PathState } from '../protocol/consult.ts';
import type { LocalizedText } from '../protocol/diagnostic.ts';
import type { FaultCondition } from '../protocol/serviceRequest.ts';
import { catalogueEntry, type Urgency } from './catalogue.ts';
import { evidenceOf } from './facts.ts';
import type { ShippedText } from './shipped/words.ts';
import { directThroughRelay, nothingStoodOut, outcomeTexts, pathTexts } from './verdictOutcomes.ts';
import { faultTexts, lossOf, passing, sides, udpBlocked, unknownFault } from './verdictTexts.ts';
import { fill, sentence } from './verdictWords.ts';

/** How many sentences a verdict has at most. */
const maxSentences = 3;

/** A fault that was noticed during a consult. */
export interface NoticedFault extends Pick<FaultCondition, 'code' | 'evidence'> {
  readonly side: 'tv' | 'agent';
  /** When it was gone again, if it was. */
  readonly clearedAt?: string | undefined;
}

/** What is left of a consult when it is over. */
export interface WhatHappened {
  readonly faults: readonly NoticedFault[];
  /** The paths that media took, in their order. */
  readonly path: readonly Pick<PathState, 'kind' | 'reason'>[];
  /** What media went over, as far as it is known. */
  readonly transports: readonly ('udp' | 'tcp' | 'tls')[];
  /** Whether a TURN server passed on what went directly. */
  readonly relayed: boolean;
  readonly outcome: Outcome | null;
}

/** A sentence, and how much it explains. */
interface Sentence {
  readonly weight: number;
  readonly text: ShippedText;
}

/** A broken end outweighs all; what holds no call up is told last. */
const weights = { outcome: 100, udp: 90, pathBroke: 55, detour: 35, otherFault: 30 } as const;
const weightOf: Readonly<Record<Urgency, number>> = { high: 80, normal: 60, low: 40 };
/** What was gone before the end explains less. */
const passingWeight = 25;

/** Faults on the same side that need no word of their own, since the one before explains them. */
const explains: Readonly<Record<string, readonly string[]>> = {
  'network-down': [
    'network-poor',
    'packet-loss',
    'bitrate-low',
    'picture-frozen',
    'playback-stalled',
    'service-unreachable',
  ],
  'network-poor': ['bitrate-low', 'picture-frozen', 'playback-stalled'],
  'packet-loss': ['bitrate-low', 'picture-frozen'],
};

/** What happened in plain words, the most important first: one to three sentences. */
export function verdict(happened: WhatHappened): LocalizedText[] {
  const sentences = [
    ...ofOutcome(happened),
    ...ofUdp(happened),
    ...ofFaults(happened),
    ...ofPath(happened),
  ];
  const best = sentences.toSorted((one, other) => other.weight - one.weight).slice(0, maxSentences);
  return best.length === 0 ? [sentence(nothingStoodOut)] : best.map(({ text }) => sentence(text));
}

function ofOutcome({ outcome }: WhatHappened): Sentence[] {
  const text = outcome === null ? null : outcomeTexts[outcome];
  return text === null ? [] : [{ weight: weights.outcome, text }];
}

/** By whose firewall, if somebody noticed, and what the call went over instead. */
function ofUdp({ faults, transports }: WhatHappened): Sentence[] {
  const others = transports.filter((transport) => transport !== 'udp');
  const isAllUdp = transports.length > 0 && others.length === 0;
  const isNoUdp = transports.length > 0 && others.length === transports.length;
  const [instead = 'tcp'] = others;
  const blocked = isAllUdp ? [] : faults.filter(isUdpBlocked);
  const whose = new Map(blocked.map((fault) => [fault.side, protocolIn(fault) ?? instead]));
  const told = [...(whose.size === 0 && isNoUdp ? [['unknown', instead] as const] : whose)];
  return told.map(([side, protocol]) => ({
    weight: weights.udp,
    text: fill(udpBlocked[side], 'value', protocol.toUpperCase()),
  }));
}

function protocolIn(fault: NoticedFault): string | undefined {
  const protocol = evidenceOf(fault)['protocol'];
  return protocol === 'tcp' || protocol === 'tls' ? protocol : undefined;
}

function isUdpBlocked({ code }: NoticedFault): boolean {
  return code === 'udp-blocked';
}

/** One sentence for each code and side; a fault that is gone counts less than one that is not. */
function ofFaults({ faults }: WhatHappened): Sentence[] {
  const told = new Map<string, Sentence>();
  for (const fault of faults) {
    if (isUdpBlocked(fault) || isExplained(fault, faults)) continue;
    const key = `${fault.side} ${fault.code}`;
    const said = sentenceOf(fault);
    if (said.weight > (told.get(key)?.weight ?? 0)) told.set(key, said);
  }
  return [...told.values()];
}

/** What went away explains only what went away as well. */
function isExplained(fault: NoticedFault, faults: readonly NoticedFault[]): boolean {
  return faults.some(({ code, side, clearedAt }) => {
    const explained = Object.hasOwn(explains, code) ? explains[code] : undefined;
    const reaches = clearedAt === undefined || fault.clearedAt !== undefined;
    return side === fault.side && reaches && explained?.includes(fault.code) === true;
  });
}

function sentenceOf(fault: NoticedFault): Sentence {
  const entry = catalogueEntry(fault.code);
  const weight = entry === undefined ? weights.otherFault : weightOf[entry.urgency];
  const isOver = fault.clearedAt !== undefined;
  const what = isOver ? fill(passing, 'what', wordsFor(fault)) : wordsFor(fault);
  return {
    weight: isOver ? weight - passingWeight : weight,
    text: fill(sides[fault.side], 'what', what),
  };
}

function wordsFor(fault: NoticedFault): ShippedText {
  const texts: Readonly<Record<string, ShippedText>> = faultTexts;
  const loss = fault.code === 'packet-loss' ? evidenceOf(fault)['packet-loss'] : undefined;
  if (typeof loss === 'number') return fill(lossOf, 'value', String(Math.round(loss)));
  const text = Object.hasOwn(texts, fault.code) ? texts[fault.code] : undefined;
  return text ?? fill(unknownFault, 'value', fault.code);
}

/** Why media took another path, unless blocked UDP is why. */
function ofPath(happened: WhatHappened): Sentence[] {
  const { path, relayed } = happened;
  const reasons = new Set(path.map(({ reason }) => reason));
  const isBlocked = ofUdp(happened).length > 0;
  const sentences = [...reasons].flatMap((reason): Sentence[] => {
    const text = pathTexts[reason];
    const isDetour = reason === 'direct-not-connected';
    if (text === null || (isDetour && isBlocked)) return [];
    return [{ weight: isDetour ? weights.detour : weights.pathBroke, text }];
  });
  const last = path.at(-1);
  if (relayed && last?.kind === 'direct' && !isBlocked) {
    sentences.push({ weight: weights.detour, text: directThroughRelay });
  }
  return sentences;
}
