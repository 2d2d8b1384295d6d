import { isAscii, isUtf8 } from 'node:buffer';

export type Encoding = 'utf-8' | 'gb18030';

/**
 * Decides the encoding of a text from its bytes: strictly UTF-8, or else GB18030 (which GBK is part of). Text without any
 * character above ASCII is undecided, and is the same in both.
 *
 * @param bytes whole lines, so that no character is cut
 */
export function detectEncoding(bytes: Uint8Array): Encoding | null {
  if (isAscii(bytes)) return null;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (isUtf8(bytes)) return 'utf-8';
  // A damaged UTF-8 file is not to be taken for Chinese of another kind: most of its lines still are UTF-8.
  return mostlyUtf8(bytes) ? 'utf-8' : 'gb18030';
}

/** True for bytes that are whole, valid text. */
export function isValid(bytes: Uint8Array, encoding: Encoding | null): boolean {
  return encoding === 'gb18030' ? isGb18030(bytes) : isUtf8(bytes);
}

export function decode(bytes: Uint8Array, encoding: Encoding | null): string {
  return (encoding === 'gb18030' ? gb18030 : utf8).decode(bytes);
}

const utf8 = new TextDecoder('utf-8');
const gb18030 = new TextDecoder('gb18030');

function mostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length;) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(at, end);
    if (!isAscii(line)) {
      if (isUtf8(line)) good++;
      else bad++;
    }
    at = end + 1;
  }
  return good > bad;
}

/** Every lead byte is followed by what may follow it: two bytes, or four in GB18030. */
function isGb18030(bytes: Uint8Array): boolean {
  if (isAscii(bytes)) return true;
  const end = bytes.length;
  for (let p = 0; p < end; p++) {
    const lead = bytes[p]!;
    if (lead < 0x80) continue;
    if (lead === 0x80 || lead === 0xff || p + 1 >= end) return false;
    const second = bytes[++p]!;
    if (second >= 0x30 && second <= 0x39) {
      const [third = 0, fourth = 0] = [bytes[p + 1], bytes[p + 2]];
      if (third < 0x81 || third === 0xff || fourth < 0x30 || fourth > 0x39) return false;
      p += 2;
    } else if (second < 0x40 || second === 0x7f || second === 0xff) return false;
  }
  return true;
}
