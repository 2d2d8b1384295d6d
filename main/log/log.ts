import { appendFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppState } from '../../shared/contract/app.ts';
import { redact } from './redact.ts';

export type LogLevel = 'info' | 'warn' | 'error';
export type LogFields = Record<string, unknown>;

export interface Log {
  info(topic: string, message: string, fields?: LogFields): void;
  warn(topic: string, message: string, fields?: LogFields): void;
  error(topic: string, message: string, fields?: LogFields): void;
  /**
   * The newest lines of this run, oldest first. With a support id: the lines up to the last one that names it, so that
   * what led to a failure is there and what came long after is not; all of them when none names it.
   */
  recent(supportId?: string): string[];
  /** Resolves when every line up to now is on disk, or was given up for want of space. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Lines kept in memory for "copy for support". */
const KEPT_LINES = 400;
const RECENT_LINES = 60;

/**
 * A log of JSON lines in `dir`: `console.log`, and older ones as `console.1.log` and up. Every line is redacted before
 * it is kept anywhere. Lines are written in order and in the background; a disk that takes none (full, gone, read-only)
 * never disturbs the console: lines are dropped, and their number is noted when it takes some again.
 *
 * @param options.maxBytes size at which a file is set aside for the next
 * @param options.files how many files there are at most, the current one included
 */
export function createLog(options: { dir: string; maxBytes: number; files: number; now?: () => number }): Log {
  const { dir, maxBytes, files, now = Date.now } = options;
  const nameOf = (age: number) => join(dir, age === 0 ? 'console.log' : `console.${age}.log`);
  const kept: { line: string; supportId: unknown }[] = [];
  let waiting: string[] = [];
  let size: number | null = null;
  let dropped = 0;
  let closed = false;
  let writing: Promise<void> = Promise.resolve();

  function add(level: LogLevel, topic: string, message: string, fields: LogFields = {}): void {
    const line = format(now(), level, topic, message, fields);
    kept.push({ line, supportId: fields['supportId'] });
    if (kept.length > KEPT_LINES) kept.shift();
    if (closed) return;
    waiting.push(line);
    if (waiting.length === 1) writing = writing.then(writeOut);
  }

  async function writeOut(): Promise<void> {
    const lines = waiting;
    waiting = [];
    try {
      if (size === null) size = await open();
      const lost = dropped > 0 ? [format(now(), 'warn', 'log', 'lines could not be written', { lines: dropped })] : [];
      const text = [...lost, ...lines].map((line) => `${line}\n`).join('');
      const bytes = Buffer.byteLength(text);
      if (size > 0 && size + bytes > maxBytes) {
        await rotate();
        size = 0;
      }
      await appendFile(nameOf(0), text, { mode: 0o600 });
      size += bytes;
      dropped = 0;
    } catch {
      dropped += lines.length;
      size = null;
    }
  }

  async function open(): Promise<number> {
    await mkdir(dir, { recursive: true });
    return stat(nameOf(0)).then(
      (found) => found.size,
      () => 0,
    );
  }

  async function rotate(): Promise<void> {
    await rm(nameOf(files - 1), { force: true });
    for (let age = files - 2; age >= 0; age -= 1) {
      await rename(nameOf(age), nameOf(age + 1)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
  }

  return {
    info: (topic, message, fields) => add('info', topic, message, fields),
    warn: (topic, message, fields) => add('warn', topic, message, fields),
    error: (topic, message, fields) => add('error', topic, message, fields),
    recent(supportId) {
      const named = supportId ? kept.findLastIndex((entry) => entry.supportId === supportId) : -1;
      const end = named === -1 ? kept.length : named + 1;
      return kept.slice(Math.max(0, end - RECENT_LINES), end).map((entry) => entry.line);
    },
    flush: () => writing,
    async close() {
      closed = true;
      await writing;
    },
  };
}

/**
 * The masked account of a failure, for the clipboard: what runs where, in which state, and the log lines around it.
 * Holds nothing that signs, unlocks or identifies (see {@link redact}).
 */
export function supportText(given: { supportId?: string | undefined; state: AppState; log: Log }): string {
  const { supportId, state, log } = given;
  const { profile } = state;
  const about = {
    ...(supportId ? { supportId } : {}),
    version: state.version,
    host: state.host,
    platform: state.platform,
    environment: state.environment,
    language: state.preferences.language,
    now: new Date(state.now).toISOString(),
    profiles: state.profiles.length,
    ...(profile && {
      merchant: profile.huifuId,
      gateway: profile.baseUrl,
      generation: profile.generation,
      keyState: profile.keyState,
      keyBits: profile.keyBits,
    }),
    health: state.health,
    startupProblem: state.startupProblem && { ...state.startupProblem, backups: state.startupProblem.backups.length },
  };
  const lines = Object.entries(redact(about) as Record<string, unknown>).map(
    ([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return ['Huifu Console', ...lines, '', ...log.recent(supportId), ''].join('\n');
}

function format(at: number, level: LogLevel, topic: string, message: string, fields: LogFields): string {
  const time = new Date(at).toISOString();
  try {
    const head = { time, level, topic, message: redact(message) };
    return JSON.stringify({ ...head, ...(redact(fields) as LogFields), ...head });
  } catch {
    // Nothing that is logged may take the console down, however odd it is.
    return JSON.stringify({ time, level, topic, message: '[could not be written]' });
  }
}
