/* Numbers and times as people read them. */

/** Time between two moments as `0:42`, `12:05` or `1:02:05`. Negative spans read as zero. */
export function elapsed(fromMs: number, toMs: number): string {
  const total = Math.max(0, Math.floor((toMs - fromMs) / 1000));
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${minutes}:${seconds}`;
}

const clockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const shortClockFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** An ISO 8601 moment as local wall-clock time with seconds. */
export function clock(iso: string): string {
  return clockFormat.format(new Date(iso));
}

/** An ISO 8601 moment as local wall-clock time, to the minute. */
export function shortClock(iso: string): string {
  return shortClockFormat.format(new Date(iso));
}

/** An ISO 8601 moment as a local date. */
export function day(iso: string): string {
  return dayFormat.format(new Date(iso));
}

/** This day's local date as ISO 8601, as date fields have it. */
export function today(): string {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

/** The first letters of a name's first and last word. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s-]+/).filter((part) => part !== '');
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return ends.map((part) => [...(part ?? '')][0]?.toUpperCase() ?? '').join('');
}

/** Seconds as milliseconds, one decimal below ten. */
export function milliseconds(seconds: number): string {
  const value = seconds * 1000;
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** Bits per second as megabits per second. */
export function megabits(bitsPerSecond: number): string {
  return (bitsPerSecond / 1_000_000).toFixed(2);
}

/** A share of 0 to 1 as percent. */
export function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0);
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** A BCP 47 tag in words; a TV may send a tag that is none. */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}
