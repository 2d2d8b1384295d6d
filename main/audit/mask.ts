import type { AuditValues } from '../../shared/contract/audit.ts';
import { redact } from '../log/redact.ts';

/** Numbers of this length and more name an order, a card or a person; their middle is left out. */
const NUMBER = /(?<![0-9A-Za-z])(?=[0-9A-Za-z]*\d{4})[0-9A-Za-z]{14,}(?![0-9A-Za-z])/g;

/**
 * Masks what an auditor need not know: numbers keep their first five characters and their last six, by which the
 * transactions list finds an order; what the log hides is hidden here as well. Amounts and dates stay.
 */
export function maskText(text: string): string {
  return String(redact(text)).replace(NUMBER, (number) => `${number.slice(0, 5)}…${number.slice(-6)}`);
}

export function maskValues(values: AuditValues | undefined): AuditValues | null {
  if (values === undefined) return null;
  const hidden = redact(values) as AuditValues;
  return Object.fromEntries(
    Object.entries(hidden).map(([name, value]) => [name, typeof value === 'string' ? maskText(value) : value]),
  );
}
