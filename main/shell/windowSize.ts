import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const MIN_SIZE = { width: 1024, height: 700 };

const sizeSchema = z.object({
  width: z.int().min(MIN_SIZE.width).max(16_384),
  height: z.int().min(MIN_SIZE.height).max(16_384),
  maximized: z.boolean(),
});
export type WindowSize = z.infer<typeof sizeSchema>;

const FIRST_SIZE: WindowSize = { width: 1440, height: 900, maximized: false };

const fileIn = (dataDir: string) => join(dataDir, 'window.json');

/** The size of the last run. Only the size: a remembered place could lie on a screen that is gone. */
export function loadWindowSize(dataDir: string): WindowSize {
  try {
    return sizeSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch {
    return FIRST_SIZE;
  }
}

/** A convenience: when it cannot be written (a full disk), the next window has the usual size. */
export function saveWindowSize(dataDir: string, size: WindowSize): void {
  try {
    writeFileSync(fileIn(dataDir), JSON.stringify(size));
  } catch {
    // Nothing depends on it.
  }
}
