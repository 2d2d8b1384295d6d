import type { Operation } from '../control/faults.ts';
import type { Practice } from '../practice.ts';
import type { Fields } from '../wire/envelope.ts';

/** Field names follow the API's generation (huifu-api.md §9); hosting has names of its own. */
export type Generation = 'hosting' | 'v2' | 'v3' | 'v4';

/** A verified call on its way to its endpoint. */
export interface Call {
  practice: Practice;
  generation: Generation;
  fields: Fields;
}

/** What an endpoint says: `resp_code`, `resp_desc` and the rest of `data`; `undefined` fields are left out. */
export interface Reply {
  code: string;
  desc: string;
  fields: Record<string, unknown>;
}

export interface Endpoint {
  operation: Operation;
  generation: Generation;
  run(call: Call): Reply;
}

export function reply(code: string, desc: string, fields: Record<string, unknown> = {}): Reply {
  return { code, desc, fields };
}

/** The refusals that several endpoints share (huifu-api.md §4.2). */
export const refusals = {
  missing: (name: string) => reply('10000000', `${name}不能为空`),
  wrongFormat: (name: string) => reply('10000000', `${name}格式不正确`),
  tooLong: (name: string) => reply('10000000', `${name}长度超限`),
  /** Texts differ by product; the earlier order stands. */
  duplicate: (generation: Generation) =>
    generation === 'hosting' ? reply('99010002', '预下单请求流水重复') : reply('20000000', '重复交易'),
  notFound: (generation: Generation) =>
    generation === 'hosting' ? reply('99010003', '交易不存在') : reply('23000001', '原交易不存在'),
  methodUnsupported: () => reply('10000000', '不支持交易类型'),
} as const;
