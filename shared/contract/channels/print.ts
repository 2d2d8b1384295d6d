import { z } from 'zod';
import { channel } from '../channel.ts';

/** Paper sizes that slips and reports are made for. `roll58` and `roll80` are till rolls of 58 and 80 mm. */
const paperSizes = ['A4', 'A4 landscape', 'roll58', 'roll80'] as const;
export type PaperSize = (typeof paperSizes)[number];

/** What the window has laid out for paper (`renderer/components/Printable`). */
export const printChannels = {
  /** Writes the laid-out sheet as a PDF to a place chosen in a dialog. */
  'print.savePdf': channel<{ saved: boolean; path: string }>()(
    z.strictObject({
      /** Without an ending. Characters that file systems refuse are replaced. */
      suggestedName: z.string().trim().min(1).max(120),
      paper: z.enum(paperSizes),
    }),
  ),
} as const;
