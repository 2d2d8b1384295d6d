import { drawQr } from './qr.ts';
import type { CardText } from './QrCard.tsx';

const WIDTH = 900;
const PAD = 60;
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/**
 * Draws the card as a picture to hand out: black on white, 900 pixels wide.
 *
 * @returns the PNG in Base64, without the `data:` head
 */
export function cardImage(link: string, text: CardText): string {
  const qr = drawQr(link);
  const module = Math.floor((WIDTH - 2 * PAD) / qr.size);
  const code = new Path2D(qr.path);
  const side = module * qr.size;
  const canvas = document.createElement('canvas');
  const draw = canvas.getContext('2d')!;
  const lines: { text: string; size: number; bold?: boolean; code?: true }[] = [
    { text: text.shop, size: 34 },
    { text: text.title, size: 40, bold: true },
    { text: text.amount, size: 88, bold: true },
    { text: '', size: side, code: true },
    { text: text.stamp, size: 44, bold: true },
    { text: text.note, size: 36 },
    { text: text.wallets, size: 28 },
    { text: text.validUntil, size: 28 },
    { text: text.number, size: 24 },
  ];
  const shown = lines.filter((line) => line.code || line.text !== '');
  const step = (line: { size: number; code?: true }) => (line.code ? side + 24 : Math.round(line.size * 1.5));
  canvas.width = WIDTH;
  canvas.height = 2 * PAD + shown.reduce((sum, line) => sum + step(line), 0);
  draw.fillStyle = '#fff';
  draw.fillRect(0, 0, canvas.width, canvas.height);
  draw.fillStyle = '#000';
  draw.textAlign = 'center';
  draw.textBaseline = 'middle';
  let y = PAD;
  for (const line of shown) {
    if (line.code) {
      draw.save();
      draw.translate(Math.round((WIDTH - side) / 2), y);
      draw.scale(module, module);
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, not an array
      draw.fill(code);
      draw.restore();
    } else {
      draw.font = `${line.bold ? 700 : 400} ${line.size}px ${FONT}`;
      draw.fillText(line.text, WIDTH / 2, y + step(line) / 2, WIDTH - 2 * PAD);
    }
    y += step(line);
  }
  return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
}
