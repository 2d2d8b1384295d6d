/** Why a line cannot be used. The first two make an UNKNOWN-KIND of it, the others a BAD-LINE. */
const badReasons = [
  'kind',
  'status',
  'columns',
  'quote',
  'encoding',
  'tooLong',
  'amount',
  'fee',
  'date',
  'noNumber',
  'longNumber',
  'scientific',
  'rounded',
  'afterSummary',
] as const;
export type BadReason = (typeof badReasons)[number];

export interface BadLine {
  line: number;
  reason: BadReason;
}

export const isUnknownKind = (reason: BadReason): boolean => reason === 'kind' || reason === 'status';
