import { open } from 'node:fs/promises';
import type { ImportProblem } from '../../../shared/contract/statements.ts';
import type { FetchProblem } from '../../../shared/domain/statement.ts';
import { openStatement } from '../files/open.ts';
import { FileFault } from '../files/pull.ts';

export interface ContainerProblem {
  problem: ImportProblem;
  /** Technical, for the end of a sentence and for support. */
  detail: string;
}

/**
 * Whether a file can be a statement at all: not a page or a picture, and, where it is an archive, whole, harmless and with
 * something in it. Every byte of an archive is unpacked and held against its checksum; nothing is written anywhere.
 *
 * @returns what is wrong with it, or `null`
 */
export async function checkContainer(path: string, signal?: AbortSignal): Promise<ContainerProblem | null> {
  try {
    const start = await beginningOf(path);
    if (start.length === 0) return { problem: 'empty', detail: '' };
    const opened = await openStatement(path);
    try {
      if (opened.parts.length === 0) return { problem: 'empty', detail: 'nothing in the archive' };
      if (opened.parts.length === 1 && opened.parts[0]!.entry === '' && !isGzip(start)) return checkText(start);
      const piece = new Uint8Array(256 * 1024);
      for (const part of opened.parts) {
        const pull = await part.pull();
        try {
          while ((await pull.read(piece, 0)) > 0) signal?.throwIfAborted();
        } finally {
          await pull.close();
        }
      }
      return null;
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (error instanceof FileFault) return { problem: error.code, detail: error.detail };
    throw error;
  }
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new FileFault('unreadable', (error as NodeJS.ErrnoException).code ?? '');
  });
  try {
    const buffer = Buffer.alloc(4096);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** Servers answer with a page or with JSON where a file has expired; people pick the wrong file. */
function checkText(start: Buffer): ContainerProblem | null {
  const text = start.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  if (/^\s*</.test(text)) return { problem: 'notAStatement', detail: 'a page' };
  if (/^\s*\{/.test(text)) return { problem: 'notAStatement', detail: 'JSON' };
  if (/\0/.test(text) || text.startsWith('%PDF')) return { problem: 'notAStatement', detail: 'not text' };
  return null;
}

/** The same in the words of a download. */
export function fetchProblemOf({ problem }: ContainerProblem): FetchProblem {
  switch (problem) {
    case 'truncated':
    case 'changed':
      return 'truncated';
    case 'archive':
    case 'archivePath':
    case 'archiveBomb':
      return 'archive';
    case 'tooLarge':
    case 'diskFull':
      return problem;
    case 'unreadable':
    case 'empty':
    case 'notAStatement':
    case 'encoding':
      return 'notAStatement';
  }
}
