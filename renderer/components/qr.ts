import { create } from 'qrcode';

/** Light modules around the code that readers need (ISO/IEC 18004: four). */
const QUIET = 4;

/** A QR code as one SVG path in module units, its quiet zone included. */
export interface QrDrawing {
  /** Modules along one side, with the quiet zone. */
  size: number;
  path: string;
}

/** Encodes `text` with error correction M. Neighbouring dark modules of a line are drawn as one bar, so no seams show. */
export function drawQr(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      const from = x;
      while (x < modules.size && modules.get(y, x)) x += 1;
      if (x > from) path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`;
    }
  }
  return { size: modules.size + 2 * QUIET, path };
}
