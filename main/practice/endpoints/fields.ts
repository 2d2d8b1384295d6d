import { fen, type Fen } from '../../../shared/domain/money.ts';
import { businessDateOf, parseBeijingStamp, parseBusinessDate, type Instant } from '../../../shared/domain/time.ts';
import { shop } from '../practice.ts';
import type { Fields } from '../wire/envelope.ts';
import { isObject } from '../wire/jsonText.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';

/** One field of an endpoint's table: its longest form in characters, and whether it must be there. */
export interface FieldRule {
  name: string;
  max: number;
  required?: boolean;
}

/** Fields that must be there, as `name:longest` pairs. */
export function required(...names: [name: string, max: number][]): FieldRule[] {
  return names.map(([name, max]) => ({ name, max, required: true }));
}

export function optional(...names: [name: string, max: number][]): FieldRule[] {
  return names.map(([name, max]) => ({ name, max }));
}

/** The text of a field; `''` when it is absent. Call it after {@link checkFields}, which refuses other types. */
export function text(fields: Fields, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}

/** Checks the rules in their order, then that a merchant, where named, is the practice merchant. `null`: nothing to say against it. */
export function checkFields({ fields }: Call, rules: readonly FieldRule[]): Reply | null {
  for (const { name, max, required: needed } of rules) {
    const value = fields.get(name);
    if (value === undefined || value === null || value === '') {
      if (needed) return refusals.missing(name);
    } else if (typeof value !== 'string') return refusals.wrongFormat(name);
    else if ([...value].length > max) return refusals.tooLong(name);
  }
  const merchant = text(fields, 'huifu_id');
  return merchant === '' || merchant === shop.huifuId ? null : reply('23000002', '数据权限认证失败');
}

/** `^\d{1,11}\.\d{2}$` and at least 0.01 (huifu-api.md §3.2.1), in fen; `null` for anything else. */
export function readAmount(fields: Fields, name: string): Fen | null {
  const match = /^(\d{1,11})\.(\d{2})$/.exec(text(fields, name));
  const value = match ? Number(match[1]! + match[2]!) : 0;
  return value >= 1 ? fen(value) : null;
}

/** Checks the request's own date and number: the date a day (today for a create), the number not taken yet today. */
export function checkNumber({ practice, generation, fields }: Call, isCreate: boolean): Reply | null {
  const date = text(fields, 'req_date');
  if (parseBusinessDate(date) === null) return refusals.wrongFormat('req_date');
  if (isCreate && date !== businessDateOf(practice.now())) return reply('10000000', '请求日期必须是当前日期');
  if (practice.numbers.isTaken(date, text(fields, 'req_seq_id'))) return refusals.duplicate(generation);
  return null;
}

/** Takes the request's number. Refused calls leave theirs free: the same number may be sent again (huifu-api.md §4.2). */
export function takeNumber({ practice, fields }: Call): void {
  practice.numbers.take(text(fields, 'req_date'), text(fields, 'req_seq_id'));
}

/**
 * `time_expire`: `yyyyMMddHHmmss` in Beijing, more than `aheadMs` from now; `fallbackMs` from now when not given.
 */
export function readExpiry(
  { practice, fields }: Call,
  { aheadMs, fallbackMs }: { aheadMs: number; fallbackMs: number },
): Instant | Reply {
  const now = practice.now();
  const given = text(fields, 'time_expire');
  if (given === '') return (now + fallbackMs) as Instant;
  const at = /^\d{14}$/.test(given) ? parseBeijingStamp(given) : null;
  if (at === null) return reply('10000000', 'orderExpireTime格式不正确');
  return at > now + aheadMs ? at : reply('10000000', '订单时间错误：订单已超时');
}

/** A field that holds an object as a JSON string; an absent one is empty. `null`: it is something else. */
export function readObject(fields: Fields, name: string): Fields | null {
  const given = text(fields, name);
  if (given === '') return new Map();
  try {
    const value: unknown = JSON.parse(given);
    return isObject(value) ? new Map(Object.entries(value)) : null;
  } catch {
    return null;
  }
}
