import { linkSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Holder {
  pid: number;
  /** Clock ticks since boot when the process began (`/proc/<pid>/stat`, field 22): a pid alone may be somebody else's by now. */
  started: string;
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/**
 * The single-instance lock of a data folder, across processes and without waiting, as in Electron. A holder that was
 * killed does not hold it any more.
 *
 * @param onSecond called in the holder each time another process asked in vain
 * @returns whether this process holds the lock
 */
export function takeLock(userData: string, onSecond: (argv: string[], workingDirectory: string) => void): boolean {
  const file = join(userData, 'stand-in.lock');
  const notes = join(userData, 'stand-in-second');
  const own: Holder = { pid: process.pid, started: startOf(process.pid) ?? '' };
  for (;;) {
    try {
      // Whole from the moment it is there: another process that starts at once must not find it empty.
      writeFileSync(`${file}.${own.pid}`, JSON.stringify(own));
      linkSync(`${file}.${own.pid}`, file);
      break;
    } catch {
      const holder = readHolder(file);
      if (holder && startOf(holder.pid) === holder.started) {
        if (holder.pid === own.pid) return true;
        writeFileSync(join(notes, `${own.pid}.json`), JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
        return false;
      }
      rmSync(file, { force: true });
    } finally {
      rmSync(`${file}.${own.pid}`, { force: true });
    }
  }
  rmSync(notes, { recursive: true, force: true });
  mkdirSync(notes);
  watch(notes, { persistent: false }, (_event, name) => {
    if (!name) return;
    try {
      const note = JSON.parse(readFileSync(join(notes, name), 'utf8')) as { argv: string[]; cwd: string };
      rmSync(join(notes, name), { force: true });
      onSecond(note.argv, note.cwd);
    } catch {
      // Not written to its end yet, or removed just now: another event follows or has been handled.
    }
  });
  process.once('exit', () => rmSync(file, { force: true }));
  return true;
}
