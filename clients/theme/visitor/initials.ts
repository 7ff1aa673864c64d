/** Of «Dr. Elena Rossi»: ER. Titles end with a dot. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '' && !part.endsWith('.'));
  const [first = ''] = parts;
  const last = parts.length > 1 ? (parts[parts.length - 1] ?? '') : '';
  return ([...first].slice(0, 1).join('') + [...last].slice(0, 1).join('')).toUpperCase();
}
