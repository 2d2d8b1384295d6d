import { isCovered, sayScan, wrongCode } from '../../app/ScanNote.tsx';
import { useScan } from '../../app/scanListener.ts';
import { useWords, type Words } from '../../app/words.ts';
import { useCollect, type ScanRefusal } from './collectStore.ts';

/** Scanning a payment code on the counter charges what stands in the amount; what cannot be charged is said. */
export function useScannedCodes(): void {
  const words = useWords('collect');
  useScan((scan) => {
    const wrong = wrongCode(scan);
    if (wrong !== null) sayScan(wrong);
    // Over a dialog it is not clear what is meant; the frame says so.
    else if (isCovered()) return false;
    else void charge(scan.text, words);
    return true;
  });
}

/** Charges a code and says why not, where it was not charged. */
export async function charge(code: string, words: Words<'collect'>): Promise<void> {
  sayScan(null);
  const refusal = await useCollect.getState().scanned(code);
  if (refusal) sayScan(sentenceOf(refusal, words));
}

function sentenceOf(refusal: ScanRefusal, words: Words<'collect'>): string {
  if (refusal.kind !== 'busy') return words(`scan.${refusal.kind}`);
  return refusal.amount === '' ? words('scan.busyNow') : words('scan.busy', { amount: refusal.amount });
}
