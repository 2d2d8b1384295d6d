import { HOME_URL } from './origin.ts';
import type { ShellWords } from './words.ts';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The page for a window whose page cannot run: words and a link that tries again. No script. */
export function crashPage(words: ShellWords, lang: string): string {
  const { title, detail, retry } = words.crash;
  return `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<title>${escape(title)}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 34em; margin: 20vh auto; padding: 0 2em }
  a { display: inline-block; padding: .5em 1.5em; border: 1px solid; border-radius: 6px; text-decoration: none }
</style>
<h1>${escape(title)}</h1>
<p>${escape(detail)}</p>
<p><a href="${HOME_URL}">${escape(retry)}</a></p>
`;
}
