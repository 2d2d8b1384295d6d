import { randomBytes } from 'node:crypto';
import type { Practice } from '../practice.ts';
import type { Ending, Page, Received } from '../wire/httpServer.ts';
import { statementNow } from './settings.ts';
import type { MadeFile } from './files.ts';

/** How long an address works; the real one's time is not documented, and is short. */
const LIVES_MS = 5 * 60_000;

interface Offer {
  file: MadeFile;
  until: number;
}

/** The addresses that files are fetched from: made for one answer, without a signature, for a short time. */
export interface FileServer {
  offer(file: MadeFile): string;
  /** `null`: the request is none for a file. */
  answer(request: Received): Ending | null;
}

export function createFileServer(practice: () => Practice): FileServer {
  const offers = new Map<string, Offer>();

  return {
    offer(file) {
      const token = randomBytes(24).toString('base64url');
      offers.set(token, { file, until: statementNow(practice()) + LIVES_MS });
      return `${practice().gatewayUrl()}/statements/${token}/${encodeURIComponent(file.name)}`;
    },
    answer({ method, url, headers }) {
      const token = /^\/statements\/([\w-]{32})\//.exec(url.pathname)?.[1];
      if (token === undefined || method !== 'GET') return null;
      const offer = offers.get(token);
      const fault = practice().faults.take('download');
      if (!offer || offer.until < statementNow(practice()) || fault?.how === 'expired') return page(403, 'Forbidden');
      switch (fault?.how) {
        case 'redirect':
          return { kind: 'answer', page: { status: 302, headers: { location: 'https://example.com/' }, body: '' } };
        case 'page':
          return page(200, '<!doctype html><title>Expired</title>');
        case 'cut':
          return { kind: 'half', page: filePage(offer.file, headers) };
        default:
          return { kind: 'answer', page: filePage(offer.file, headers) };
      }
    },
  };
}

function page(status: number, body: string): Ending {
  return { kind: 'answer', page: { status, headers: { 'content-type': 'text/html' }, body } };
}

/** The whole file, or the rest of it from where a broken download stopped, if it still is the same file. */
function filePage({ bytes, sha256 }: MadeFile, headers: Received['headers']): Page {
  const tag = `"${sha256.slice(0, 32)}"`;
  const common = { 'content-type': 'application/octet-stream', etag: tag, 'accept-ranges': 'bytes' };
  const start = Number(/^bytes=(\d{1,12})-$/.exec(headers.range ?? '')?.[1] ?? Number.NaN);
  const same = headers['if-range'] === undefined || headers['if-range'] === tag;
  if (Number.isNaN(start) || !same) {
    return { status: 200, headers: { ...common, 'content-length': String(bytes.length) }, body: bytes };
  }
  if (start >= bytes.length) {
    return { status: 416, headers: { ...common, 'content-range': `bytes */${bytes.length}` }, body: '' };
  }
  const rest = bytes.subarray(start);
  const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
  return {
    status: 206,
    headers: { ...common, 'content-range': range, 'content-length': String(rest.length) },
    body: rest,
  };
}
