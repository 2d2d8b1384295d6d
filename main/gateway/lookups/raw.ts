import { parseMaybeJson, type AnswerFields } from '../fields.ts';
import type { RawField } from './types.ts';

const MAX_FIELDS = 40;
const MAX_LENGTH = 600;

/** Of no use to a person, or nobody's business. */
const DROPPED = /sign|cert|mobile|phone|card|id_?no|legal|contact_(name|id)|email|secret|key/i;

/** An answer's fields for the screen: as they came, but for what says nothing and what is personal. */
export function rawFields(fields: AnswerFields): RawField[] {
  return Object.entries(fields)
    .filter(([name, value]) => !DROPPED.test(name) && value !== null && value !== '')
    .slice(0, MAX_FIELDS)
    .map(([name, value]) => ({ name, value: shown(value).slice(0, MAX_LENGTH) }));
}

function shown(value: unknown): string {
  const parsed = parseMaybeJson(value);
  return typeof parsed === 'object' ? JSON.stringify(parsed, withoutSecrets) : String(parsed);
}

function withoutSecrets(name: string, value: unknown): unknown {
  return DROPPED.test(name) ? undefined : value;
}

/** Every text in a nested value, however deep (to a point). */
export function everywhere(value: unknown, depth = 0): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value).trim().slice(0, MAX_LENGTH)];
  if (typeof value !== 'object' || value === null || depth > 6) return [];
  return Object.values(value).flatMap((inner) => everywhere(parseMaybeJson(inner), depth + 1));
}
