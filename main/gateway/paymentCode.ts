import { toYuan } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import type { CallSpec } from './call.ts';
import type { RequestFields } from './canonical.ts';
import type { AnswerFields } from './fields.ts';
import { stateLetter } from './paymentNews.ts';
import { readPaymentReport } from './report.ts';
import { riskDataOf } from './till.ts';
import type { PaymentCodeRequest, PaymentReport } from './types.ts';

/** A payment code gets a little more time than other calls: the channel may ask the payer meanwhile (huifu-api.md §1.4). */
export const CODE_TIMEOUT_MS = 35_000;

/** A scanner at a PC, `mer_device_type` (huifu-api.md §3.3.8). */
const BARCODE_TERMINAL = '10';

const tradeTypes = {
  wechat: 'T_MICROPAY',
  alipay: 'A_MICROPAY',
  unionpay: 'U_MICROPAY',
  ecny: 'D_MICROPAY',
} as const;

/** 聚合反扫: the till scans the customer's code; v2/v3 `micropay`, v4 `create` (huifu-api.md §3.4, §3.5). */
export function paymentCodeCharge(profile: Profile, request: PaymentCodeRequest): CallSpec<PaymentReport> {
  const { requestDate, requestNumber, amount } = request;
  const tradeType = tradeTypes[request.wallet];
  const v4 = profile.generation === 'v4';
  return {
    kind: 'create',
    path: v4 ? '/v4/trade/payment/create' : `/${profile.generation}/trade/payment/micropay`,
    requestNumber,
    timeoutMs: CODE_TIMEOUT_MS,
    fields: {
      req_date: requestDate,
      req_seq_id: requestNumber,
      huifu_id: profile.huifuId,
      trans_amt: toYuan(amount),
      goods_desc: request.goods,
      ...(v4 ? inV4(request, tradeType) : inV2AndV3(request)),
      risk_check_data: riskDataOf(request.deviceIp),
      notify_url: request.notifyUrl,
    },
    echoes: {
      huifu_id: [profile.huifuId],
      req_seq_id: [requestNumber],
      req_date: [requestDate],
    },
    required: [['huifu_id'], ['req_seq_id']],
    amount,
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: readCharge,
  };
}

function inV2AndV3({ code, deviceIp }: PaymentCodeRequest): RequestFields {
  return {
    auth_code: code,
    terminal_device_info: JSON.stringify({ device_ip: deviceIp, mer_device_type: BARCODE_TERMINAL }),
  };
}

function inV4({ code, deviceIp }: PaymentCodeRequest, tradeType: string): RequestFields {
  return {
    trade_type: tradeType,
    method_expand: JSON.stringify({ auth_code: code }),
    terminal_device_data: JSON.stringify({ device_ip: deviceIp }),
  };
}

/** Accepted without a final state means that the payer is at it: typing a password, or the channel is still deciding. */
function readCharge(fields: AnswerFields): PaymentReport | null {
  const report = readPaymentReport(fields, 'processing');
  return report?.news === 'unpaid' ? { ...report, news: 'processing' } : report;
}
