import { basename } from 'node:path';
import { legs, type Leg } from '../../../shared/domain/reconciliation/outcome.ts';
import type { BothLanguages, FileProblemCode } from '../../../shared/domain/reconciliation/run.ts';
import { openStatement, type FilePart, type OpenedFile } from '../files/open.ts';
import { FileFault } from '../files/pull.ts';
import { readPart, type PartReading } from '../read/part.ts';
import { emptyRows, type Rows } from '../rows/rows.ts';
import { say } from '../report/words.ts';
import type { RunInput } from '../types.ts';
import { problemsOfPart } from './partProblems.ts';
import { missingParts } from './partNumbers.ts';

/** Something wrong with a file, before it is put in words. */
export interface Problem {
  code: FileProblemCode;
  /** Index of the file in the run. */
  file: number;
  entry: string;
  line: number;
  detail: string | BothLanguages | Record<string, string | BothLanguages>;
}

/** Problems that leave nothing unread. */
export const harmless: readonly FileProblemCode[] = ['totals', 'balance', 'partTwice', 'wrongDay'];

export interface GatheredPart {
  file: number;
  entry: string;
  xlsx: boolean;
  reading: PartReading | null;
  leg: Leg | null;
}

export interface GatheredFile {
  path: string;
  /** The name in the result: the path's last part, made unique. */
  label: string;
  bytes: number;
  sha256: string;
}

export interface Gathered {
  files: GatheredFile[];
  /** Rows say which part they are of by its index here. */
  parts: GatheredPart[];
  rows: Map<Leg, Rows>;
  channels: string[];
  problems: Problem[];
  notices: BothLanguages[];
}

export interface GatherContext {
  input: RunInput;
  day: number;
  /** Bytes and lines of the statements so far; throws to cancel. */
  progress: (bytes: number, lines: number) => void;
}

/** Reads every statement of a run. What cannot be read becomes a problem; only a cancel throws. */
export async function gather({ input, day, progress }: GatherContext): Promise<Gathered> {
  const gathered: Gathered = {
    files: [],
    parts: [],
    rows: new Map(legs.map((leg) => [leg, emptyRows(16)])),
    channels: [],
    problems: [],
    notices: [],
  };
  let bytesBefore = 0;
  let linesBefore = 0;
  const labels = uniqueLabels(input.statements);
  for (const [file, path] of input.statements.entries()) {
    const held: GatheredFile = { path, label: labels[file]!, bytes: 0, sha256: '' };
    gathered.files.push(held);
    const firstPart = gathered.parts.length;
    const before = snapshot(gathered);
    let opened: OpenedFile | null = null;
    try {
      opened = await openStatement(path);
      held.bytes = opened.bytes;
      if (opened.bytes === 0 || opened.parts.length === 0)
        fault(gathered, file, '', new FileFault('unreadable'), 'empty');
      else for (const part of opened.parts) await readInto(part, file);
      held.sha256 = await opened.sha256();
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      fault(gathered, file, '', error);
    } finally {
      await opened?.close();
    }
    bytesBefore += held.bytes;
    const twin = gathered.files.findIndex(
      (other, at) => at < file && other.sha256 !== '' && other.sha256 === held.sha256,
    );
    if (twin >= 0) {
      restore(gathered, before);
      gathered.parts.splice(firstPart);
      gathered.problems = gathered.problems.filter((problem) => problem.file !== file);
      gathered.problems.push({ code: 'partTwice', file, entry: '', line: 0, detail: '' });
    }
    linesBefore = gathered.parts.reduce((sum, part) => sum + (part.reading?.lines ?? 0), 0);
  }
  for (const { file, entry, missing } of missingParts(gathered))
    gathered.problems.push({ code: 'partMissing', file, entry, line: 0, detail: missing });
  return gathered;

  async function readInto(part: FilePart, file: number): Promise<void> {
    const at: GatheredPart = { file, entry: part.entry, xlsx: part.xlsx, reading: null, leg: null };
    const index = gathered.parts.push(at) - 1;
    const before = snapshot(gathered);
    try {
      at.reading = await readPart(part, {
        rowsOf: (leg) => gathered.rows.get(leg)!,
        part: index,
        day,
        mappings: input.mappings ?? [],
        channelOf,
        progress: (bytes, lines) => progress(bytesBefore + bytes, linesBefore + lines),
      });
      at.leg = at.reading.recognition.plan?.leg ?? null;
      for (const problem of problemsOfPart(at.reading)) gathered.problems.push({ ...problem, file, entry: at.entry });
      notice(at);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      restore(gathered, before);
      fault(gathered, file, part.entry, error);
    }
  }

  function channelOf(name: string): number {
    const known = gathered.channels.indexOf(name);
    if (known >= 0) return known;
    // One byte for each row: beyond that, channels are told together.
    return gathered.channels.length < 255 ? gathered.channels.push(name) - 1 : 254;
  }

  function notice({ file, entry, reading }: GatheredPart): void {
    const label = entry ? `${labels[file]!}/${entry}` : labels[file]!;
    if (reading?.recognition.reordered && reading.recognition.plan)
      gathered.notices.push(say((of) => of.notice.reordered, { file: label }));
    const unused = reading?.recognition.plan?.unused ?? [];
    if (unused.length > 0)
      gathered.notices.push(say((of) => of.notice.unused, { file: label, columns: unused.join(', ') }));
  }
}

function fault(
  gathered: Gathered,
  file: number,
  entry: string,
  error: FileFault,
  code: FileProblemCode = error.code,
): void {
  gathered.problems.push({ code, file, entry, line: 0, detail: error.detail });
}

type Snapshot = Map<Leg, { count: number; arenaUsed: number }>;

function snapshot({ rows }: Gathered): Snapshot {
  return new Map([...rows].map(([leg, { count, arenaUsed }]) => [leg, { count, arenaUsed }]));
}

/** Forgets the rows of a file that turned out not to be whole. */
function restore({ rows }: Gathered, before: Snapshot): void {
  for (const [leg, { count, arenaUsed }] of before) Object.assign(rows.get(leg)!, { count, arenaUsed });
}

/** Results name files without their folder, so that the same files in another folder give the same result. */
function uniqueLabels(paths: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return paths.map((path) => {
    const name = basename(path);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
