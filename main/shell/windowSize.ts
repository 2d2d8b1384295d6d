import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const MIN_SIZE = { width: 1024, height: 700 };

const LARGEST = 16_384;

export interface WindowSize {
  width: number;
  height: number;
  maximized: boolean;
}

const FIRST_SIZE: WindowSize = { width: 1440, height: 900, maximized: false };

const fileIn = (dataDir: string) => join(dataDir, 'window.json');

/** The size of the last run. Only the size: a remembered place could lie on a screen that is gone. */
export function loadWindowSize(dataDir: string): WindowSize {
  try {
    return readSize(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch {
    return FIRST_SIZE;
  }
}

/** By hand: a schema would be most of what is read before the window opens. */
function readSize(stored: unknown): WindowSize {
  const { width, height, maximized } = stored as Record<keyof WindowSize, unknown>;
  const whole =
    isBetween(width, MIN_SIZE.width, LARGEST) &&
    isBetween(height, MIN_SIZE.height, LARGEST) &&
    typeof maximized === 'boolean';
  return whole ? { width, height, maximized } : FIRST_SIZE;
}

const isBetween = (size: unknown, least: number, most: number): size is number =>
  Number.isInteger(size) && Number(size) >= least && Number(size) <= most;

/** A convenience: when it cannot be written (a full disk), the next window has the usual size. */
export function saveWindowSize(dataDir: string, size: WindowSize): void {
  try {
    writeFileSync(fileIn(dataDir), JSON.stringify(size));
  } catch {
    // Nothing depends on it.
  }
}
