let table: Map<string, number> | null = null;

/** GBK, as Alipay's files are written. Node reads it and cannot write it, so its table is read out once. Others become `?`. */
export function encodeGbk(text: string): Buffer {
  table ??= readTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const pair = code < 0x80 ? code : (table.get(character) ?? 0x3f);
    if (pair > 0xff) bytes.push(pair >> 8);
    bytes.push(pair & 0xff);
  }
  return Buffer.from(bytes);
}

function readTable(): Map<string, number> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\uFFFD' && !found.has(character))
        found.set(character, (lead << 8) | trail);
    }
  }
  return found;
}
