import type { Profile } from '../../shared/domain/profile.ts';
import { isMonthly, type StatementKind, type StatementPeriod } from '../../shared/domain/statement.ts';
import { addDays, parseBusinessDate, type BusinessDate } from '../../shared/domain/time.ts';
import type { Caller, CallSpec } from './call.ts';
import { fieldOf, parseMaybeJson, textOf, type AnswerFields } from './fields.ts';
import type {
  StatementAnswer,
  StatementGateway,
  StatementLink,
  StatementRefusal,
  StatementSwitch,
  StatementTask,
} from './statementTypes.ts';
import type { CallNumber, CallOutcome } from './types.ts';

/** `bill_type` (huifu-api.md §3.8.3). */
const billTypes: Record<StatementKind, string> = {
  trade: 'TRADE_BILL',
  settlement: 'SETTLE_BILL',
  withdrawal: 'WITHDRAWAL_BILL',
  split: 'SPLIT_BILL',
  userSettlement: 'SETTLE_USER_BILL',
  settlementFunds: 'SETTLE_FUND_BILL',
  merged: 'MERGE_BILL',
  tradeMonth: 'TRADE_BILL_MONTH',
  settlementMonth: 'SETTLE_BILL_MONTH',
  userSettlementMonth: 'SETTLE_BILL_USER_MONTH',
};
const kindsByBillType = new Map(Object.entries(billTypes).map(([kind, type]) => [type, kind as StatementKind]));

/** What a file's name says where the answer says nothing (product.md §4.5). A month's file is named like a day's. */
const kindsByName: [RegExp, StatementKind][] = [
  [/_order_/i, 'trade'],
  [/_split_/i, 'split'],
  [/_outcash_/i, 'withdrawal'],
  [/_settleuser_/i, 'userSettlement'],
  [/_settlefund/i, 'settlementFunds'],
  [/_settle_/i, 'settlement'],
];

/** More entries than a day can have files. */
const MAX_ENTRIES = 1_000;

/** Asks for the files of a file date (huifu-api.md §3.8.3). */
function fileQuery(
  profile: Profile,
  call: CallNumber,
  fileDate: BusinessDate,
  kind: StatementKind | null,
): CallSpec<StatementAnswer> {
  return {
    ...own(profile, call),
    path: '/v2/trade/check/filequery',
    fields: { ...ownFields(profile, call), file_date: fileDate, ...(kind !== null && { bill_type: billTypes[kind] }) },
    read: (fields) => readStatementAnswer(fields, profile.huifuId),
  };
}

/** Which of the four groups that can be made anew a statement belongs to (huifu-api.md §3.8.5). */
function replayGroup(kind: StatementKind): string {
  if (kind === 'tradeMonth') return '4';
  if (isMonthly(kind)) return '3';
  return kind === 'trade' || kind === 'merged' ? '2' : '1';
}

/** Has files made anew. Its `req_date` is the trade date; of a month, which Huifu does not say, its last day. */
function replay(profile: Profile, requestNumber: string, kind: StatementKind, period: StatementPeriod): CallSpec<true> {
  const lastDay = isMonthly(kind) ? lastDayOf(period) : (period as string as BusinessDate);
  const call = { requestDate: lastDay, requestNumber };
  return {
    ...own(profile, call),
    path: '/v2/trade/check/replay',
    fields: { ...ownFields(profile, call), file_type: replayGroup(kind) },
    read: () => true,
  };
}

/** Whether statements are opened (huifu-api.md §3.1, §3.8.5). The answer's fields are those of the switch's own setting. */
function switchQuery(profile: Profile, call: CallNumber): CallSpec<StatementSwitch> {
  return {
    ...own(profile, call),
    path: '/v2/merchant/busi/bill/query',
    fields: ownFields(profile, call),
    read: (fields) => {
      const flag = textOf(fields, 'recon_send_flag').toUpperCase();
      return { opened: flag === 'Y' ? true : flag === 'N' ? false : null };
    },
  };
}

function ownFields(profile: Profile, { requestDate, requestNumber }: CallNumber) {
  return { req_date: requestDate, req_seq_id: requestNumber, huifu_id: profile.huifuId };
}

function own(profile: Profile, { requestDate, requestNumber }: CallNumber) {
  return {
    kind: 'query' as const,
    requestNumber,
    echoes: { huifu_id: [profile.huifuId], req_seq_id: [requestNumber], req_date: [requestDate] },
    required: [['req_seq_id']],
    amount: null,
    stateOf: () => null,
  };
}

function lastDayOf(month: StatementPeriod): BusinessDate {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(4))];
  const next = number === 12 ? `${year + 1}0101` : `${year}${String(number + 1).padStart(2, '0')}01`;
  return addDays(next as BusinessDate, -1);
}

/**
 * Reads the two lists, however they come: an array, one object, or either as JSON text; keys in any case; `file_name` or
 * `file_Name` (huifu-api.md §3.8.3). Entries of another merchant are left out. A task that brings its own link counts as a file.
 */
export function readStatementAnswer(fields: AnswerFields, huifuId: string): StatementAnswer {
  const details = entriesOf(fields, 'file_details', huifuId);
  const tasks = entriesOf(fields, 'task_details', huifuId);
  const links = [...details, ...tasks].map(readLink).filter((link) => link !== null);
  const seen = new Set<string>();
  return {
    files: links.filter(({ url }) => !seen.has(url) && seen.add(url)),
    tasks: tasks.map(readTask),
  };
}

function entriesOf(fields: AnswerFields, name: string, huifuId: string): AnswerFields[] {
  const value = parseMaybeJson(fieldOf(fields, name));
  const list: unknown[] = Array.isArray(value) ? value.slice(0, MAX_ENTRIES) : [value];
  return list
    .map(parseMaybeJson)
    .filter((one): one is AnswerFields => typeof one === 'object' && one !== null && !Array.isArray(one))
    .filter((one) => ['', huifuId].includes(textOf(one, 'huifu_id')));
}

function readLink(entry: AnswerFields): StatementLink | null {
  const url = fieldOf(entry, 'download_url');
  if (typeof url !== 'string' || url.trim() === '') return null;
  const name = plainName(textOf(entry, 'file_name'));
  return { kind: kindOf(entry, name), dataDate: dayOf(entry), name, url: url.trim() };
}

function readTask(entry: AnswerFields): StatementTask {
  const letter = textOf(entry, 'task_stat').toUpperCase();
  return {
    kind: kindOf(entry, textOf(entry, 'file_name')),
    dataDate: dayOf(entry),
    state: letter === 'S' ? 'done' : letter === 'F' ? 'failed' : 'generating',
  };
}

function kindOf(entry: AnswerFields, name: string): StatementKind | null {
  const said = kindsByBillType.get(textOf(entry, 'bill_type', 'file_type').toUpperCase());
  return said ?? kindsByName.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

function dayOf(entry: AnswerFields): BusinessDate | null {
  return parseBusinessDate(textOf(entry, 'data_date').replaceAll('-', ''));
}

/** A name is shown and kept, and never used as a path. */
function plainName(text: string): string {
  return (text.split(/[/\\]/).at(-1) ?? '').replace(/[<>:"|?*\p{Cc}]/gu, '_').slice(0, 200);
}

/** Words of a refusal that have a meaning of their own. How Huifu says "not opened" is not documented: these are its usual words. */
const USED_UP = /请求过于频繁/;
const NOT_OPENED = /未(开通|开启|订阅|配置)|没有(开通|开启)|(对账|账单).{0,12}(关闭|不可用|无权限)/;

function refusalOf(outcome: CallOutcome<unknown>): StatementRefusal | null {
  if (outcome.kind === 'notSent' || outcome.kind === 'accepted' || outcome.answer === null) return null;
  const text = `${outcome.answer.respDesc}${outcome.answer.bankMessage}`.replace(/\s+/g, '');
  if (USED_UP.test(text)) return 'usedUp';
  if (outcome.kind !== 'rejected') return null;
  const permission = ['permissionMissing', 'interfacePermission'].includes(outcome.advice);
  return permission || NOT_OPENED.test(text) ? 'notOpened' : null;
}

/** The statement calls of one merchant. */
export function statementCalls(profile: Profile, call: Caller): StatementGateway {
  const judged = async <T>(spec: CallSpec<T>) => {
    const outcome = await call(spec);
    return { outcome, refusal: refusalOf(outcome) };
  };
  return {
    queryStatements: (number, fileDate, kind) => judged(fileQuery(profile, number, fileDate, kind)),
    regenerateStatement: (requestNumber, kind, period) => judged(replay(profile, requestNumber, kind, period)),
    queryStatementSwitch: (number) => judged(switchQuery(profile, number)),
  };
}
