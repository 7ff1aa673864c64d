/** One entry of an RTCStatsReport (https://www.w3.org/TR/webrtc-stats/). */
export interface StatsEntry {
  readonly id: string;
  readonly type: string;
  /** Of media entries: audio or video. Engines before Chromium 80 say `mediaType`. */
  readonly kind?: unknown;
  readonly mediaType?: unknown;
  readonly [member: string]: unknown;
}

/** Reads an RTCStatsReport as a list. */
export function entriesOf(report: {
  forEach(look: (entry: StatsEntry) => void): void;
}): StatsEntry[] {
  const entries: StatsEntry[] = [];
  report.forEach((entry: StatsEntry) => {
    entries.push(entry);
  });
  return entries;
}

/** @returns `undefined` where the entry has no such number */
export function numberIn(entry: StatsEntry | undefined, member: string): number | undefined {
  const value = entry?.[member];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Sums a member over entries; `undefined` where none has it. */
export function sumOf(entries: readonly StatsEntry[], member: string): number | undefined {
  let sum: number | undefined;
  for (const entry of entries) {
    const value = numberIn(entry, member);
    if (value !== undefined) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** The largest value of a member among entries; `undefined` where none has it. */
export function largest(entries: readonly StatsEntry[], member: string): number | undefined {
  const values = entries
    .map((entry) => numberIn(entry, member))
    .filter((value) => value !== undefined);
  return values.length === 0 ? undefined : Math.max(...values);
}

/** Chromium before 90 tells of frames and levels of these streams in entries of type `track`. */
export function tracksOf(entries: readonly StatsEntry[], rtp: readonly StatsEntry[]): StatsEntry[] {
  const trackIds = rtp.map(({ trackId }) => trackId);
  return entries.filter(({ type, id }) => type === 'track' && trackIds.includes(id));
}

/** Entries of one type and kind of media. */
export function ofKind(
  entries: readonly StatsEntry[],
  type: string,
  kind: 'audio' | 'video',
): StatsEntry[] {
  return entries.filter((entry) => entry.type === type && (entry.kind ?? entry.mediaType) === kind);
}

/** Leaves out what is received on other tracks than these, by the tracks' ids. */
export function withoutOtherTracks(
  entries: readonly StatsEntry[],
  trackIds: ReadonlySet<string>,
): StatsEntry[] {
  // Chromium before 90 names the track in an entry of its own.
  const named = new Map(entries.map(({ id, trackIdentifier }) => [id, trackIdentifier]));
  return entries.filter((entry) => {
    if (entry.type !== 'inbound-rtp') return true;
    const { trackId } = entry;
    const name = entry['trackIdentifier'] ?? (typeof trackId === 'string' && named.get(trackId));
    return typeof name !== 'string' || trackIds.has(name);
  });
}
