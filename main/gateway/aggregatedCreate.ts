import { toYuan } from '../../shared/domain/money.ts';
import type { ApiGeneration, Profile } from '../../shared/domain/profile.ts';
import { toBeijingStamp } from '../../shared/domain/time.ts';
import type { CallSpec } from './call.ts';
import { fieldOf, parseMaybeJson, textOrNull, type AnswerFields } from './fields.ts';
import { stateLetter } from './paymentNews.ts';
import { riskDataOf, terminalOf } from './till.ts';
import type { AggregatedOrder, AggregatedPaymentRequest, PaymentChannel, TradeType } from './types.ts';

const paths: Record<ApiGeneration, string> = {
  v2: '/v2/trade/payment/jspay',
  v3: '/v3/trade/payment/jspay',
  v4: '/v4/trade/payment/create',
};

/** Where v2 and v3 want the wallet's own object; v4 has one place for all (huifu-api.md §3.4). */
const channelFields = { T: 'wx_data', A: 'alipay_data', U: 'unionpay_data', D: 'dc_data' } as const;

/** Longest `qr_code` or `pay_info` taken; documented with 1,024 characters. */
const MAX_LENGTH = 4_096;

/**
 * 聚合正扫: the customer scans a QR code, or pays in a page or a mini program (huifu-api.md §3.3, §3.4). What the
 * generations call differently is decided here and nowhere else.
 */
export function aggregatedCreate(profile: Profile, request: AggregatedPaymentRequest): CallSpec<AggregatedOrder> {
  const { requestDate, requestNumber, amount, tradeType } = request;
  const channel = channelObject(request.channel);
  const field = profile.generation === 'v4' ? 'method_expand' : channelFields[tradeType.charAt(0) as 'T'];
  return {
    kind: 'create',
    path: paths[profile.generation],
    requestNumber,
    fields: {
      req_date: requestDate,
      req_seq_id: requestNumber,
      huifu_id: profile.huifuId,
      trade_type: tradeType,
      trans_amt: toYuan(amount),
      goods_desc: request.goods,
      time_expire: toBeijingStamp(request.expiresAt),
      [field]: channel,
      risk_check_data: riskDataOf(request.deviceIp),
      terminal_device_data: JSON.stringify(terminalOf(request.deviceIp)),
      notify_url: request.notifyUrl,
    },
    echoes: {
      huifu_id: [profile.huifuId],
      req_seq_id: [requestNumber],
      req_date: [requestDate],
      trade_type: [tradeType],
    },
    required: [['huifu_id'], ['req_seq_id']],
    amount,
    stateOf: (fields) => stateLetter(fields, 'trans_stat'),
    read: (fields) => readOrder(fields, tradeType),
  };
}

/** The bare object of the wallet, as JSON text; nothing when there is nothing to say. */
function channelObject(channel: PaymentChannel): string | undefined {
  const named = {
    openid: channel.openId,
    sub_appid: channel.appId,
    sub_openid: channel.appOpenId,
    buyer_id: channel.buyerId,
    user_id: channel.userId,
    qr_code: channel.plateUrl,
    customer_ip: channel.payerIp,
    front_url: channel.frontUrl,
    digital_bank_no: channel.bankNumber,
  };
  const given = Object.entries(named).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? undefined : JSON.stringify(Object.fromEntries(given));
}

/** Without the one thing that the customer needs, the order cannot be paid: the answer is of no use. */
function readOrder(fields: AnswerFields, tradeType: TradeType): AggregatedOrder | null {
  const qrCode = readInvitation(fieldOf(fields, 'qr_code'));
  const payInfo = readInvitation(fieldOf(fields, 'pay_info'));
  if ((tradeType.endsWith('_NATIVE') ? qrCode : payInfo) === null) return null;
  return {
    qrCode,
    payInfo,
    huifuNumber: textOrNull(fields, 'hf_seq_id'),
    partyOrderNumber: textOrNull(fields, 'party_order_id'),
  };
}

/** Untouched, since the wallet checks a signature over it; only a nested object becomes the text that it stands for. */
function readInvitation(value: unknown): string | null {
  const text = typeof value === 'string' ? value : isObject(parseMaybeJson(value)) ? JSON.stringify(value) : '';
  return text !== '' && text.length <= MAX_LENGTH && !/\p{Cc}/u.test(text) ? text : null;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
