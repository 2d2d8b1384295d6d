import { strict } from './strict.ts';

let text = '';

/** The stand-in's own clipboard: what the console copies stays in this process. */
export const clipboard = strict('clipboard', {
  readText: async () => text,
  writeText: async (copied) => void (text = copied),
  clear: () => void (text = ''),
} satisfies Partial<Electron.Clipboard>);
