/** What one of each unit (UCUM) is, in the first unit of its quantity. */
const quantities: readonly Readonly<Record<string, number>>[] = [
  { s: 1, ms: 1e-3, us: 1e-6, min: 60, h: 3_600, d: 86_400 },
  { 'bit/s': 1, 'kbit/s': 1e3, 'Mbit/s': 1e6, 'By/s': 8, 'kBy/s': 8e3, 'MBy/s': 8e6 },
  { By: 1, kBy: 1e3, MBy: 1e6, GBy: 1e9, KiBy: 2 ** 10, MiBy: 2 ** 20, GiBy: 2 ** 30 },
  { '1': 1, '%': 1e-2 },
  { Hz: 1, '/s': 1, kHz: 1e3 },
];

/**
 * A number in another unit of the same quantity. A number without a unit is taken to be in the
 * one that is wanted.
 * @returns `undefined` where the units do not measure the same, or one is not known
 */
export function convert(value: number, from: string | undefined, to: string): number | undefined {
  if (from === undefined || from === to) return value;
  const quantity = quantities.find((units) => Object.hasOwn(units, to));
  const size = quantity !== undefined && Object.hasOwn(quantity, from) ? quantity[from] : undefined;
  const wanted = quantity?.[to];
  return size === undefined || wanted === undefined ? undefined : (value * size) / wanted;
}
