/** Six digits as people read them out: in two groups. */
export function inThrees(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})$/, '$1 $2');
}
