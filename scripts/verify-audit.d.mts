/** See verify-audit.mjs. */
export function verifyAudit(
  bytes: Buffer,
  expected?: string | null,
): { rows: number; last: string; findings: string[]; remarks: string[] };
