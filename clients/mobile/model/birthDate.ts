/** What was typed into the three fields of a date. */
export interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/**
 * @param today no birthday lies after it
 * @returns the date (ISO 8601), or `undefined` where there is no such day
 */
export function birthDateOf({ day, month, year }: TypedDate, today: Date): string | undefined {
  const numbers = [year, month, day].map((typed) =>
    /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN,
  );
  const [y = Number.NaN, m = Number.NaN, d = Number.NaN] = numbers;
  if (!(y >= 1900)) return undefined;
  const date = new Date(Date.UTC(y, m - 1, d));
  const exists = date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return exists && date <= today ? date.toISOString().slice(0, 10) : undefined;
}
