/** Shifts and their slips. */
export const shifts = {
  title: 'Shifts',
} as const;
