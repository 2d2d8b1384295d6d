import { addDays, parseBusinessDate, toBeijingStamp, type BusinessDate } from '../../../shared/domain/time.ts';
import { shop, type Practice } from '../practice.ts';
import {
  billTypes,
  daysOf,
  filesOf,
  forgetFiles,
  isMade,
  isMonth,
  isUnmade,
  type BillType,
  type MadeFile,
} from '../statements/files.ts';
import { takeQuery } from '../statements/queries.ts';
import { readSettings, statementDay, statementNow } from '../statements/settings.ts';
import { checkFields, checkNumber, optional, required, takeNumber, text } from './fields.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';

const own = required(['req_date', 8], ['req_seq_id', 128], ['huifu_id', 18]);
const queryRules = [...own, ...required(['file_date', 8]), ...optional(['bill_type', 128])];
const replayRules = [...own, ...required(['file_type', 2])];

const notOpened = () => reply('22000004', '未开通对账功能，请联系汇付运营开通');

/** `filequery` (huifu-api.md §3.8.3): three a day, whatever they ask for. */
export function statementQuery(call: Call): Reply {
  const { practice, fields } = call;
  const refused = checkFields(call, queryRules) ?? checkNumber(call, false);
  if (refused) return refused;
  const fileDate = parseBusinessDate(text(fields, 'file_date'));
  if (fileDate === null) return refusals.wrongFormat('file_date');
  const asked = text(fields, 'bill_type');
  const types = billTypes.filter((type) => asked === '' || type === asked);
  if (types.length === 0) return refusals.wrongFormat('bill_type');
  const settings = readSettings(practice);
  if (!settings.opened) return notOpened();
  const latest = settings.mode === 'atOnce' ? addDays(statementDay(practice), 1) : statementDay(practice);
  if (fileDate > latest) return reply('10000000', 'file_date不能晚于当前日期');
  if (fileDate < addDays(statementDay(practice), -366)) return reply('10000000', '只能查询一年内的对账单');
  if (!takeQuery(practice)) return reply('10000000', '当前huifuId请求过于频繁');
  takeNumber(call);
  if (practice.faults.take('statementSilent')) return inShape(practice, [], []);
  const forced = practice.faults.take('statementState')?.state;
  const states = types.flatMap((type) => stateOf(practice, type, fileDate, forced));
  return inShape(
    practice,
    states.flatMap(({ files }) => files),
    states.map(({ task }) => task),
  );
}

interface TypeState {
  files: MadeFile[];
  task: { type: BillType; fileDate: BusinessDate; state: string };
}

/** A month's file exists under one date only; under others nobody says a word about it. */
function stateOf(practice: Practice, type: BillType, fileDate: BusinessDate, forced: string | undefined): TypeState[] {
  if (isMonth(type) && !fileDate.endsWith('01')) return [];
  const task = (state: string) => ({ type, fileDate, state });
  if (forced !== undefined && forced !== 'S') return [{ files: [], task: task(forced) }];
  if (!isMade(practice, type, fileDate)) return [{ files: [], task: task('P') }];
  if (type === 'TRADE_BILL' && isUnmade(practice, addDays(fileDate, -1))) return [{ files: [], task: task('F') }];
  return [{ files: filesOf(practice, type, fileDate), task: task('S') }];
}

/** The two lists, in one of the shapes in which they occur. */
function inShape(practice: Practice, files: readonly MadeFile[], tasks: readonly TypeState['task'][]): Reply {
  const shape = practice.faults.take('statementShape');
  const spelling = shape?.spelling ?? 'file_Name';
  const details = files.map((file) => ({
    huifu_id: shop.huifuId,
    file_date: file.fileDate,
    [spelling]: file.name,
    bill_type: file.billType,
    download_url: practice.statements.server.offer(file),
    file_id: `F${file.sha256.slice(0, 16)}`,
  }));
  const stamp = toBeijingStamp(statementNow(practice));
  const taskDetails = tasks.map(({ type, fileDate, state }) => ({
    huifu_id: shop.huifuId,
    bill_type: type,
    file_id: '',
    [spelling]: '',
    data_date: daysOf(type, fileDate).at(-1),
    task_stat: state,
    task_start_time: stamp,
    task_end_time: state === 'S' || state === 'F' ? stamp : '',
  }));
  return reply('00000000', '操作成功', {
    file_details: shaped(details, shape?.lists ?? 'array'),
    task_details: shaped(taskDetails, shape?.lists ?? 'array'),
  });
}

function shaped(list: readonly object[], how: 'array' | 'object' | 'string'): unknown {
  if (how === 'string') return JSON.stringify(list);
  // One object can stand for one entry only.
  return how === 'object' && list.length === 1 ? list[0] : list;
}

/** Which files `file_type` stands for (huifu-api.md §3.8.5). */
const groups: Record<string, readonly BillType[]> = {
  '1': ['SETTLE_BILL', 'SPLIT_BILL', 'WITHDRAWAL_BILL'],
  '2': ['TRADE_BILL'],
  '3': ['SETTLE_BILL_MONTH'],
  '4': ['TRADE_BILL_MONTH'],
};

/** `replay`: the file is made anew from what is known now. Here `req_date` is the trade date. */
export function statementReplay(call: Call): Reply {
  const { practice, fields } = call;
  const refused = checkFields(call, replayRules) ?? checkNumber(call, false);
  if (refused) return refused;
  const types = groups[text(fields, 'file_type')];
  if (!types) return refusals.wrongFormat('file_type');
  if (!readSettings(practice).opened) return notOpened();
  takeNumber(call);
  const day = text(fields, 'req_date') as BusinessDate;
  for (const type of types) forgetFiles(practice, type, isMonth(type) ? firstOfNextMonth(day) : addDays(day, 1));
  return reply('00000000', '受理成功');
}

function firstOfNextMonth(day: BusinessDate): BusinessDate {
  let next = day;
  while (next.slice(0, 6) === day.slice(0, 6)) next = addDays(next, 1);
  return next;
}

/** `bill/query`: whether statements are opened. */
export function statementSwitch(call: Call): Reply {
  const refused = checkFields(call, own) ?? checkNumber(call, false);
  if (refused) return refused;
  takeNumber(call);
  const { opened } = readSettings(call.practice);
  return reply('00000000', '操作成功', { recon_send_flag: opened ? 'Y' : 'N', file_type: opened ? '1,2,3,4' : '' });
}
