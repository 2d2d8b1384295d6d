import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { drawQr } from './qr.ts';

/** Paints the drawing's bars at `scale` pixels a module, as a screen does. */
function pixels(text: string, scale: number) {
  const { size, path } = drawQr(text);
  const side = size * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      const from = (row * side + Number(x) * scale) * 4;
      for (let at = from; at < from + Number(width) * scale * 4; at += 4) data.fill(0, at, at + 3);
    }
  }
  return { data, side, size };
}

it.each([
  'https://api.huifu.com/hostingh5/?jump_id=H2026010500000001&huifu_id=6666000000000001',
  `https://api.huifu.com/hostingh5/?jump_id=${'x'.repeat(215)}`,
])('draws a code that reads back as %s', (link) => {
  const { data, side } = pixels(link, 4);
  expect(jsQR(data, side, side)?.data).toBe(link);
});

it('keeps four light modules around the code', () => {
  const { data, side, size } = pixels('https://pay', 1);
  expect(side).toBe(size);
  const dark = (x: number, y: number) => data[(y * side + x) * 4] === 0;
  for (let i = 0; i < side; i += 1) {
    for (let edge = 0; edge < 4; edge += 1) {
      expect(dark(i, edge) || dark(i, side - 1 - edge) || dark(edge, i) || dark(side - 1 - edge, i)).toBe(false);
    }
  }
  expect(dark(4, 4)).toBe(true);
});
