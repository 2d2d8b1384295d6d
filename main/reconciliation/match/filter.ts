/** Says of most hashes that they are not among the noted ones, from memory small enough to stay in the processor's cache. */
export interface HashFilter {
  bits: Uint32Array;
  mask: number;
}

/** @param count how many hashes will be noted */
export function createFilter(count: number): HashFilter {
  let bits = 1 << 14;
  while (bits < count * 16 && bits < 1 << 24) bits *= 2;
  return { bits: new Uint32Array(bits / 32), mask: bits - 1 };
}

export function note({ bits, mask }: HashFilter, hash: number): void {
  const bit = (hash >>> 3) & mask;
  bits[bit >>> 5]! |= 1 << (bit & 31);
}

export function mayHave({ bits, mask }: HashFilter, hash: number): boolean {
  const bit = (hash >>> 3) & mask;
  return (bits[bit >>> 5]! & (1 << (bit & 31))) !== 0;
}
