/** How long ago a refund was sent, whatever becomes of the PC's clock. */
export interface Sendings {
  /** It is sent now. */
  sent(id: string): void;
  /** ms since it was sent; since this run first looked at it, for one that an earlier run has sent. */
  elapsed(id: string): number;
}

export function createSendings(): Sendings {
  const since = new Map<string, number>();
  return {
    sent: (id) => void since.set(id, performance.now()),
    elapsed(id) {
      const now = performance.now();
      if (!since.has(id)) since.set(id, now);
      return now - since.get(id)!;
    },
  };
}
