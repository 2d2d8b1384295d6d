import type { WebContents } from 'electron';
import type { PaperSize } from '../../shared/contract/channels/print.ts';

const MM_PER_INCH = 25.4;
/** A till roll has no end; a slip longer than this goes on a second sheet. */
const ROLL_LENGTH_MM = 297;

/** Size and margins in inches, as `printToPDF` takes them. */
function sheet(paper: PaperSize): Pick<Electron.PrintToPDFOptions, 'pageSize' | 'landscape' | 'margins'> {
  if (paper === 'A4' || paper === 'A4 landscape') {
    const margin = 12 / MM_PER_INCH;
    return {
      pageSize: 'A4',
      landscape: paper === 'A4 landscape',
      margins: { top: margin, bottom: margin, left: margin, right: margin },
    };
  }
  const margin = 3 / MM_PER_INCH;
  return {
    pageSize: { width: (paper === 'roll58' ? 58 : 80) / MM_PER_INCH, height: ROLL_LENGTH_MM / MM_PER_INCH },
    margins: { top: margin, bottom: margin, left: margin, right: margin },
  };
}

/** The sheet that the page has laid out for paper (its `@media print` rules hide everything else). */
export function printPdf(contents: WebContents, paper: PaperSize): Promise<Buffer> {
  return contents.printToPDF({ ...sheet(paper), printBackground: true });
}
