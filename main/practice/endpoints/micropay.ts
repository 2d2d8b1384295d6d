import { PASSWORD_ABOVE } from '../orders/money.ts';
import { payOrder } from '../orders/lifecycle.ts';
import { instant } from '../../../shared/domain/time.ts';
import { shop } from '../practice.ts';
import type { Wallet } from '../orders/wallets.ts';
import { checkFields, checkNumber, optional, readAmount, readObject, required, takeNumber, text } from './fields.ts';
import { refusals, reply, type Call, type Reply } from './reply.ts';
import { scanAnswer } from './scanAnswer.ts';

const rules = [
  ...required(['req_date', 8], ['req_seq_id', 128], ['huifu_id', 32], ['trans_amt', 14], ['goods_desc', 127]),
  ...required(['auth_code', 128], ['risk_check_data', 2048]),
  ...optional(['terminal_device_info', 2048], ['notify_url', 512], ['remark', 255], ['time_expire', 14]),
];

/** How long the payer has for the password. */
const LIFE_MS = 300_000;

/** v2/v3 `micropay`: the till scans the payer's code (huifu-api.md §3.5). */
export function micropay(call: Call): Reply {
  const refused = checkFields(call, rules) ?? checkNumber(call, true);
  if (refused) return refused;
  return charge(call, text(call.fields, 'auth_code'), 'terminal_device_info');
}

/** v4 `create` with a `*_MICROPAY` type: the code stands inside `method_expand` (huifu-api.md §3.4). */
export function payByCode(call: Call): Reply {
  const expand = readObject(call.fields, 'method_expand');
  if (!expand) return refusals.wrongFormat('method_expand');
  const code = text(expand, 'auth_code');
  if (code === '') return refusals.missing('auth_code');
  const wallet = walletOfCode(code);
  if (wallet && text(call.fields, 'trade_type') !== `${wallet}_MICROPAY`) return refusals.methodUnsupported();
  return charge(call, code, 'terminal_device_data');
}

/** Codes that are told apart in practice: WeChat's from 15 and Alipay's from 30 ask for a password, 14 and 29 are too old. */
const asksForPassword = /^(?:15|30)/;
const isTooOld = /^(?:14|29)/;

/** The wallet whose payment codes begin so (huifu-api.md §3.5). */
function walletOfCode(code: string): Wallet | null {
  if (/^1[0-5]\d{16}$/.test(code)) return 'T';
  if (/^(2[5-9]|30)\d{14,22}$/.test(code)) return 'A';
  return /^62\d{17}$/.test(code) ? 'U' : null;
}

function charge(call: Call, code: string, terminalField: string): Reply {
  const { practice, fields } = call;
  const amount = readAmount(fields, 'trans_amt');
  if (amount === null) return refusals.wrongFormat('trans_amt');
  const terminal = readObject(fields, terminalField);
  if (!terminal || text(terminal, 'device_ip') === '') return refusals.missing(`${terminalField}.device_ip`);
  const wallet = walletOfCode(code);
  if (!wallet) return reply('10000000', '付款码格式异常');
  if (isTooOld.test(code)) return reply('90000000', '付款码已过期，请刷新后重试');
  if (!practice.numbers.useCode(code)) return reply('90000000', '付款码无效，每个付款码仅限使用一次');

  takeNumber(call);
  const now = practice.now();
  const made = practice.orders.insert({
    family: 'scan',
    requestDate: text(fields, 'req_date'),
    requestNumber: text(fields, 'req_seq_id'),
    method: `${wallet}_MICROPAY`,
    allowedMethods: '',
    amount,
    title: shop.name,
    goods: text(fields, 'goods_desc'),
    remark: text(fields, 'remark'),
    notifyUrl: text(fields, 'notify_url'),
    callbackUrl: '',
    createdAt: now,
    expiresAt: instant(now + LIFE_MS),
    stage: 'open',
  });
  const needsPassword = wallet !== 'U' && (amount > PASSWORD_ABOVE || asksForPassword.test(code));
  if (needsPassword) practice.orders.save({ ...made, passwordAsked: 1 });
  else if (wallet !== 'U') payOrder(practice, made, { method: made.method!, coupon: false, late: false });
  const order = practice.orders.byId(made.id)!;
  const isPaid = order.stage === 'paid';
  return reply(isPaid ? '00000000' : '00000100', isPaid ? '交易成功' : '交易正在处理中', scanAnswer(call, order));
}
