import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The systems the console is packaged for, by electron-builder's names. */
export const systems = ['linux', 'win', 'mac'] as const;
export type System = (typeof systems)[number];

/** How a fuse wire is found in Electron's program: this text, a version byte, a length byte, one character per fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Electron 45 has a ninth fuse (wasmTrapHandlers), which electron-builder 26 cannot set. */
const untouchedWire = '0'.repeat(9);

const program = Buffer.concat([
  Buffer.from(sentinel),
  Buffer.from([1, untouchedWire.length]),
  Buffer.from(untouchedWire),
]);

const plist =
  '<?xml version="1.0"?><plist version="1.0"><dict><key>CFBundleExecutable</key><string>Electron</string></dict></plist>';

/**
 * Lays out a folder that looks to electron-builder like an unpacked Electron, with a program that is nothing but a fuse
 * wire. So the real packaging can be run and its archive read where Electron's binary cannot be downloaded.
 */
export function layPlaceholder(system: System, folder: string, version: string): void {
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  put('version', version);
  put('LICENSE', '');
  if (system !== 'mac') {
    put(system === 'win' ? 'electron.exe' : 'electron', program);
    for (const language of ['zh-CN', 'en-US', 'fr']) put(`locales/${language}.pak`, '');
    return;
  }
  const contents = 'Electron.app/Contents';
  const framework = `${contents}/Frameworks/Electron Framework.framework`;
  put(`${contents}/Info.plist`, plist);
  put(`${contents}/MacOS/Electron`, '');
  put(`${contents}/Resources/en.lproj/empty`, '');
  put(`${framework}/Electron Framework`, program);
  put(`${framework}/Versions/A/Resources/en.lproj/empty`, '');
  for (const kind of ['', ' (Renderer)', ' (Plugin)', ' (GPU)']) {
    const helper = `${contents}/Frameworks/Electron Helper${kind}.app/Contents`;
    put(`${helper}/Info.plist`, plist);
    put(`${helper}/MacOS/Electron Helper${kind}`, '');
  }
}

/** @returns the first eight fuses as `0`, `1` (or `r` where Electron has removed one) in the program's own order */
export function fuseWire(bytes: Buffer): string {
  const start = bytes.indexOf(sentinel) + sentinel.length + 2;
  return bytes.toString('latin1', start, start + 8);
}
