/** `6666000108281234` → `6666****1234`: enough to tell merchants apart, too little to copy from a photo. */
export function maskId(id: string): string {
  return id.length > 8 ? `${id.slice(0, 4)}****${id.slice(-4)}` : `****${id.slice(-2)}`;
}
