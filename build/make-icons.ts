// Draws build/icon.svg at every size that the systems ask for and writes icon.ico, icon.icns and icons/<n>x<n>.png.
// Run by hand after the drawing has changed: node build/make-icons.ts
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';

const here = import.meta.dirname;
const svg = readFileSync(join(here, 'icon.svg'), 'utf8');

/** Apple's grid leaves a tenth free on each side; the others fill the square. */
const appleMargin = 0.1;

const icoSizes = [16, 24, 32, 48, 64, 128, 256];
const linuxSizes = [16, 32, 48, 64, 128, 256, 512, 1024];

/** Apple's name for each size in points and density: https://en.wikipedia.org/wiki/Apple_Icon_Image_format */
const icnsTypes: readonly [string, number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** An ICO file: a count, one 16-byte line for each picture (a size of 256 is written as 0), then the PNG files. */
function ico(pictures: readonly { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** A name and a length (its own eight bytes counted in), then the contents: the form of an ICNS file and of its parts. */
function icnsPart(name: string, contents: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(8 + contents.length, 4);
  return Buffer.concat([head, contents]);
}

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();

async function draw(size: number, margin = 0): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  const inner = size * (1 - 2 * margin);
  await page.setContent(
    `<style>body{margin:${size * margin}px}svg{display:block;width:${inner}px;height:${inner}px}</style>${svg}`,
  );
  return page.screenshot({ omitBackground: true });
}

const pictures = [];
for (const size of icoSizes) pictures.push({ size, png: await draw(size) });
writeFileSync(join(here, 'icon.ico'), ico(pictures));

const parts = [];
for (const [name, size] of icnsTypes) parts.push(icnsPart(name, await draw(size, appleMargin)));
writeFileSync(join(here, 'icon.icns'), icnsPart('icns', Buffer.concat(parts)));

mkdirSync(join(here, 'icons'), { recursive: true });
for (const size of linuxSizes) writeFileSync(join(here, 'icons', `${size}x${size}.png`), await draw(size));

await browser.close();
