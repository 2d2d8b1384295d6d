/** Settlement: where each yuan is. */
export const settlement = {
  title: 'Settlement',
} as const;
