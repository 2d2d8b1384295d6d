import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, resolve } from 'node:path';
import { pageHeaders } from './headers.ts';
import { CRASH_URL, isOwnPage } from './origin.ts';

/** Kinds of files the renderer build is made of. Any other kind is not served. */
const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

function answer(status: number, body: string | Uint8Array<ArrayBuffer>, type = 'text/plain; charset=utf-8'): Response {
  return new Response(body, { status, headers: { ...pageHeaders, 'Content-Type': type } });
}

/**
 * The file that a path of our origin stands for, or `null` when it leads out of `root` or is not a plain path.
 *
 * @param pathname as in a parsed URL, still percent-encoded
 */
export function containedFile(root: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  // A backslash is a separator on Windows only, a colon names a drive or a stream there: no file of ours has either.
  if (/[\\:\0]/.test(path) || path.split('/').includes('..')) return null;
  const file = resolve(join(root, path));
  const inside = relative(root, file);
  return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside) ? file : null;
}

/**
 * Answers requests of the `app:` scheme from the renderer build, and with the crash page. GET only, our origin only.
 *
 * @param root folder of the renderer build, absolute; may lie inside the asar
 * @param crashPage makes the HTML of the crash page in the language of the moment
 */
export function createAssetHandler(root: string, crashPage: () => string) {
  return async (request: Pick<Request, 'method' | 'url'>): Promise<Response> => {
    if (request.method !== 'GET') return answer(405, 'Method not allowed');
    if (!isOwnPage(request.url)) return answer(404, 'Not found');
    const { pathname } = new URL(request.url);
    if (pathname === new URL(CRASH_URL).pathname) return answer(200, crashPage(), mimeTypes['.html']);
    const file = containedFile(root, pathname === '/' ? '/index.html' : pathname);
    const type = file ? mimeTypes[extname(file).toLowerCase()] : undefined;
    if (!file || !type) return answer(404, 'Not found');
    try {
      return answer(200, new Uint8Array(await readFile(file)), type);
    } catch {
      return answer(404, 'Not found');
    }
  };
}
