import { watch, type FSWatcher } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { WatchedFolder } from '../../../shared/contract/statements.ts';
import type { WatchedFile } from '../../ledger/interfaces/statements.ts';

/** The system tells of changes, mostly; looking again covers network drives, which do not. */
const watchTiming = { lookMs: 30_000, stableMs: 2_000 };

const ENDINGS = /\.(csv|zip|xlsx|txt|gz)$/i;

export interface WatcherNeeds {
  folder: string;
  /** Whether this file was taken before, as it is now. */
  before(file: WatchedFile): Promise<boolean>;
  /** Takes a file in; called for one file at a time. Resolves when it need not be looked at again as it is. */
  take(file: WatchedFile): Promise<void>;
  changed(): void;
  warn(message: string, fields: Record<string, unknown>): void;
  timing?: typeof watchTiming;
}

export interface Watcher {
  state(): WatchedFolder;
  /** Looks now; resolves when everything that is stable was taken. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes statements from a folder by themselves. A file counts once it has kept its size and time for a while, so that one
 * that is still being written is not taken half. Files are only read: never moved, changed or deleted. Folders within and
 * links are left alone. A folder that is gone (an unplugged drive) is looked for again.
 */
export function watchFolder(needs: WatcherNeeds): Watcher {
  const timing = needs.timing ?? watchTiming;
  const seen = new Map<string, WatchedFile & { since: number }>();
  let state: WatchedFolder['state'] = 'watching';
  let watcher: FSWatcher | null = null;
  let looking: Promise<void> | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;

  function listen(): void {
    if (watcher || closed) return;
    try {
      watcher = watch(needs.folder, { persistent: false }, () => soon(timing.stableMs));
      watcher.on('error', forget);
    } catch {
      watcher = null;
    }
  }

  function forget(): void {
    watcher?.close();
    watcher = null;
  }

  function soon(ms: number): void {
    if (closed) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => void look(), ms).unref();
  }

  function become(next: WatchedFolder['state']): void {
    if (state === next) return;
    state = next;
    needs.changed();
  }

  /** Files that have not changed between two looks; those that still may are looked at again soon. */
  async function settled(): Promise<WatchedFile[]> {
    const found: WatchedFile[] = [];
    const names = await readdir(needs.folder);
    for (const name of names.filter((one) => ENDINGS.test(one) && !one.startsWith('.') && !one.startsWith('~$'))) {
      const path = join(needs.folder, name);
      const info = await lstat(path).catch(() => null);
      if (!info?.isFile() || info.size === 0) continue;
      const file = { path, bytes: info.size, modifiedAt: Math.floor(info.mtimeMs) };
      const last = seen.get(path);
      const now = performance.now();
      const same = last?.bytes === file.bytes && last.modifiedAt === file.modifiedAt;
      if (!same) seen.set(path, { ...file, since: now });
      if (!same || now - last.since < timing.stableMs) soon(timing.stableMs);
      else if (!(await needs.before(file))) found.push(file);
    }
    return found;
  }

  async function lookOnce(): Promise<void> {
    try {
      const files = await settled();
      listen();
      become('watching');
      for (const file of files) if (!closed) await needs.take(file);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES' && code !== 'EPERM')
        needs.warn('the watched folder was not read', { error });
      forget();
      become('missing');
    }
  }

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = null;
      if (!closed && !timer) soon(timing.lookMs);
    });
    if (timer) clearTimeout(timer);
    timer = null;
    return looking;
  }

  void look();
  return {
    state: () => ({ folder: needs.folder, state }),
    look,
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      forget();
      await looking;
    },
  };
}
