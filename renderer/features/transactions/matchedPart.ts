/**
 * Splits a number around what was searched for: the whole, else the beginning, else the end, as the search itself
 * prefers. As there, upper and lower case count as the same, and blanks, dashes and full-width forms do not count.
 */
export function matchedPart(number: string, text: string): [before: string, match: string, after: string] {
  const [have, want] = [number.toUpperCase(), plain(text)];
  if (want === '') return [number, '', ''];
  if (have.startsWith(want)) return ['', number.slice(0, want.length), number.slice(want.length)];
  if (have.endsWith(want)) return [number.slice(0, -want.length), number.slice(-want.length), ''];
  return [number, '', ''];
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Dash}]/gu, '')
    .toUpperCase();
}
