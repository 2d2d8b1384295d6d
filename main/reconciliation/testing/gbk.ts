/** Characters of GBK's two-byte part, each with its bytes: Node decodes GBK, and does not encode it. */
let table: Map<string, number> | null = null;

/** Encodes text as GBK. Throws on a character that GBK does not have. */
export function toGbk(text: string): Buffer {
  table ??= makeTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const pair = table.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) throw new Error(`not in GBK: ${character}`);
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return Buffer.from(bytes);
}

function makeTable(): Map<string, number> {
  const decoder = new TextDecoder('gb18030');
  const made = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (!made.has(character)) made.set(character, (lead << 8) | trail);
    }
  }
  return made;
}
