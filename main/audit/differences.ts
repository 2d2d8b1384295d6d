import type { AuditValues } from '../../shared/contract/audit.ts';

/** The plain fields in which two versions of a thing differ, before and after. */
export function differences(before: object, after: object): { before: AuditValues; after: AuditValues } {
  const changed: { before: AuditValues; after: AuditValues } = { before: {}, after: {} };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [plain(Reflect.get(before, name)), plain(Reflect.get(after, name))];
    if (was === is) continue;
    changed.before[name] = was;
    changed.after[name] = is;
  }
  return changed;
}

function plain(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
}
