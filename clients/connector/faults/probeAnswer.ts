/** What came of asking a server for a sign of life. */
export type ProbeAnswer =
  | {
      readonly name: 'answered';
      readonly roundTripMs: number;
      /** Absent where the server lets no page of another origin know. */
      readonly status?: number;
      /** How far this device's clock is ahead of the server's, in milliseconds. */
      readonly clockAheadMs?: number;
    }
  | { readonly name: 'failed'; readonly afterMs: number };

/**
 * How far a clock is ahead of what a server's `Date` says (RFC 9110, section 6.6.1), in
 * milliseconds; it is whole seconds, sent about half a round trip ago.
 *
 * @param nowMs the device's clock when the answer came
 */
export function clockAhead(
  headers: Pick<Headers, 'get'>,
  nowMs: number,
  roundTripMs: number,
): number | undefined {
  const date = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(date)) return undefined;
  // A cache on the way tells how old its copy is (section 5.1 of RFC 9111).
  const ageMs = Number(headers.get('age') ?? 0) * 1_000 || 0;
  return nowMs - roundTripMs / 2 - (date + 500 + ageMs);
}
