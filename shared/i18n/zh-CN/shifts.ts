/** Shifts and their slips. */
export const shifts = {
  title: '班次',
} as const;
