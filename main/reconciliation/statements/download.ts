import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result } from '../../../shared/domain/result.ts';
import type { FetchProblem } from '../../../shared/domain/statement.ts';
import { writeAll } from './writeAll.ts';

export interface DownloadLimits {
  /** The largest file taken. Four hundred thousand lines are about 100 MB before zipping. */
  bytes: number;
  totalMs: number;
  /** Without a byte for this long the connection is given up. */
  idleMs: number;
  /** Waiting before the second, third … attempt. */
  retryMs: readonly number[];
}

export const downloadLimits: DownloadLimits = {
  bytes: 1024 ** 3,
  totalMs: 30 * 60_000,
  idleMs: 30_000,
  retryMs: [500, 2_000, 5_000, 10_000],
};

export interface Downloaded {
  bytes: number;
  sha256: string;
}

interface DownloadNeeds {
  fetch: typeof fetch;
  url: string;
  /** The gateway is on this machine (practice), so its files may be too. */
  local: boolean;
  /** A file that is not there yet. */
  into: string;
  signal: AbortSignal;
  progress(bytes: number): void;
  limits?: DownloadLimits;
}

/** What one attempt came to: the end, or how far it got and whether going on makes sense. */
type Attempt = { done: true } | { done: false; problem: FetchProblem; again: boolean };

/**
 * Fetches a file by the address that Huifu gave, into a file of its own. The address is a secret for as long as it lives: it
 * appears in no log and no error. Only https (http on this machine in practice), no redirect, bounded in size and time. A cut
 * connection is taken up where it broke when the server can do that for the same file, else from the start.
 *
 * A failed download leaves its part behind for the caller to throw away.
 */
export async function download(given: DownloadNeeds): Promise<Result<Downloaded, FetchProblem>> {
  const { limits = downloadLimits } = given;
  const address = checkAddress(given.url, given.local);
  if (address === null) return err('notSecure');
  let file: FileHandle;
  try {
    file = await open(given.into, 'wx', 0o600);
  } catch (error) {
    return err(writeProblem(error));
  }
  const state: Progress = { file, hash: createHash('sha256'), bytes: 0, version: null };
  try {
    const deadline = AbortSignal.timeout(limits.totalMs);
    for (let tries = 0; ; tries += 1) {
      const attempt = await fetchOnce(given, limits, address.href, state, deadline);
      if (attempt.done) {
        await file.sync();
        return ok({ bytes: state.bytes, sha256: state.hash.digest('hex') });
      }
      const wait = limits.retryMs[tries];
      if (given.signal.aborted) return err('cancelled');
      if (deadline.aborted) return err('timeout');
      if (!attempt.again || wait === undefined) return err(attempt.problem);
      await sleep(wait, undefined, { signal: AbortSignal.any([given.signal, deadline]) }).catch(() => {});
    }
  } catch (error) {
    return err(writeProblem(error));
  } finally {
    await file.close().catch(() => {});
  }
}

/** What is on the disk so far. `version` is the server's mark for exactly these bytes, where it gives one that can be relied on. */
interface Progress {
  file: FileHandle;
  hash: Hash;
  bytes: number;
  version: string | null;
}

async function fetchOnce(
  given: DownloadNeeds,
  limits: DownloadLimits,
  url: string,
  state: Progress,
  deadline: AbortSignal,
): Promise<Attempt> {
  const idle = new AbortController();
  const timer = setTimeout(() => idle.abort(), limits.idleMs);
  const signal = AbortSignal.any([given.signal, deadline, idle.signal]);
  const resume = state.bytes > 0 && state.version !== null;
  try {
    const response = await given.fetch(url, {
      method: 'GET',
      redirect: 'manual',
      signal,
      headers: {
        // Zipped files need no second packing, and lengths are to be those of the file.
        'accept-encoding': 'identity',
        ...(resume && { range: `bytes=${state.bytes}-`, 'if-range': state.version! }),
      },
    });
    const refused = judgeStatus(response.status);
    const goesOn = resume && response.status === 206 && rangeStart(response) === state.bytes;
    if (refused ?? (response.status === 206 && !goesOn)) {
      await response.body?.cancel().catch(() => {});
      if (response.status === 416 || response.status === 206) await startOver(state);
      return refused ?? { done: false, problem: 'cut', again: true };
    }
    if (!goesOn) await startOver(state);
    state.version = versionOf(response);
    const announced = announcedBytes(response, state.bytes);
    if (announced !== null && announced > limits.bytes) {
      await response.body?.cancel().catch(() => {});
      return { done: false, problem: 'tooLarge', again: false };
    }
    for await (const piece of piecesOf(response, signal)) {
      timer.refresh();
      if (state.bytes + piece.byteLength > limits.bytes) return { done: false, problem: 'tooLarge', again: false };
      await write(state, piece);
      given.progress(state.bytes);
    }
    if (announced !== null && state.bytes !== announced) {
      if (state.bytes > announced) await startOver(state);
      return { done: false, problem: 'cut', again: true };
    }
    return { done: true };
  } catch (error) {
    if (error instanceof DiskFault) throw error;
    const redirected = /redirect/i.test(`${String(error)} ${String((error as Error).cause ?? '')}`);
    if (redirected) return { done: false, problem: 'redirect', again: false };
    const slow = idle.signal.aborted || deadline.aborted;
    return { done: false, problem: slow ? 'timeout' : state.bytes > 0 ? 'cut' : 'noAnswer', again: true };
  } finally {
    clearTimeout(timer);
  }
}

/** The body's pieces, until the signal says stop: not every network ends a body with its request. */
async function* piecesOf(response: Response, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => {});
  const stop = () => stopped.reject(signal.reason as Error);
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), stopped.promise]);
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    void reader.cancel().catch(() => {});
  }
}

/** A fault of the disk, so that it is not taken for one of the network. */
class DiskFault extends Error {}

async function write(state: Progress, piece: Uint8Array): Promise<void> {
  try {
    await writeAll(state.file, piece, state.bytes);
  } catch (error) {
    throw new DiskFault((error as NodeJS.ErrnoException).code ?? 'unknown', { cause: error });
  }
  state.hash.update(piece);
  state.bytes += piece.byteLength;
}

async function startOver(state: Progress): Promise<void> {
  await state.file.truncate(0);
  state.hash = createHash('sha256');
  state.bytes = 0;
  state.version = null;
}

/** `null`: an answer with a file, or with the rest of one. */
function judgeStatus(status: number): Attempt | null {
  if (status === 200 || status === 206) return null;
  if (status >= 300 && status < 400) return { done: false, problem: 'redirect', again: false };
  if (status === 416) return { done: false, problem: 'cut', again: true };
  if (status === 429 || status >= 500) return { done: false, problem: 'noAnswer', again: true };
  if ([401, 403, 404, 410].includes(status)) return { done: false, problem: 'expired', again: false };
  return { done: false, problem: 'refused', again: false };
}

function isPlain(response: Response): boolean {
  return ['', 'identity'].includes((response.headers.get('content-encoding') ?? '').trim().toLowerCase());
}

/** Only a strong mark promises the same bytes; and what was unpacked on the way cannot be counted from the outside. */
function versionOf(response: Response): string | null {
  const tag = response.headers.get('etag');
  return isPlain(response) && tag !== null && !tag.startsWith('W/') ? tag : null;
}

/** How long the whole file will be; `null` where nobody says. */
function announcedBytes(response: Response, before: number): number | null {
  const length = response.headers.get('content-length');
  if (!isPlain(response) || length === null || !/^\d{1,15}$/.test(length)) return null;
  return (response.status === 206 ? before : 0) + Number(length);
}

function rangeStart(response: Response): number | null {
  const match = /^bytes (\d{1,15})-/i.exec(response.headers.get('content-range') ?? '');
  return match ? Number(match[1]) : null;
}

/**
 * The address, if it may be followed: https without a name or password in it, to a host outside of this machine and its
 * network; in practice, http or https on this machine.
 */
export function checkAddress(text: string, local: boolean): URL | null {
  const url = text.length <= 4_096 ? URL.parse(text) : null;
  if (!url || url.username !== '' || url.password !== '') return null;
  const loopback = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d+){3}$/.test(url.hostname);
  if (local && loopback) return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
  if (url.protocol !== 'https:' || loopback || isPrivate(url.hostname)) return null;
  return url;
}

/** Addresses of this machine's own network, and names without a dot, are no place for a statement. */
function isPrivate(host: string): boolean {
  if (host.startsWith('[')) return true;
  const parts = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
  if (!parts) return !host.includes('.') || /\.(local|internal|lan|home\.arpa|localhost)\.?$/i.test(host);
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  return (
    [0, 10, 127].includes(first) ||
    first >= 224 ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254) ||
    (first === 100 && second >= 64 && second < 128)
  );
}

function writeProblem(error: unknown): FetchProblem {
  const cause = error instanceof DiskFault ? error.cause : error;
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((cause as NodeJS.ErrnoException).code ?? '') ? 'diskFull' : 'cut';
}
