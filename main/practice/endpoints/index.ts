import type { Operation } from '../control/faults.ts';
import { hostingClose, scanClose, scanCloseQuery } from './closing.ts';
import { dayStatus } from './dayStatus.ts';
import { hostingQuery } from './hostingQuery.ts';
import { merchantDetail, realName, unionPayUser, wechatConfig, wechatUser } from './lookups.ts';
import { micropay } from './micropay.ts';
import { preorder } from './preorder.ts';
import { refund, refundQuery } from './refunds.ts';
import type { Endpoint, Generation } from './reply.ts';
import { scanCreate } from './scanCreate.ts';
import { scanQuery } from './scanQuery.ts';
import { statementQuery, statementReplay, statementSwitch } from './statements.ts';

function at(operation: Operation, generation: Generation, run: Endpoint['run']): Endpoint {
  return { operation, generation, run };
}

/** Every path the practice gateway serves (huifu-api.md §3.1), case-sensitive. */
export const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  ['/v2/trade/hosting/payment/preorder', at('preorder', 'hosting', preorder)],
  ['/v2/trade/hosting/payment/queryorderinfo', at('hostingQuery', 'hosting', hostingQuery)],
  ['/v2/trade/hosting/payment/close', at('hostingClose', 'hosting', hostingClose)],
  ['/v2/trade/hosting/payment/htRefund', at('hostingRefund', 'hosting', refund)],
  ['/v2/trade/hosting/payment/queryRefundInfo', at('hostingRefundQuery', 'hosting', refundQuery)],
  ['/v2/trade/payment/jspay', at('create', 'v2', scanCreate)],
  ['/v3/trade/payment/jspay', at('create', 'v3', scanCreate)],
  ['/v4/trade/payment/create', at('create', 'v4', scanCreate)],
  ['/v2/trade/payment/micropay', at('micropay', 'v2', micropay)],
  ['/v3/trade/payment/micropay', at('micropay', 'v3', micropay)],
  ['/v2/trade/payment/scanpay/query', at('query', 'v2', scanQuery)],
  ['/v3/trade/payment/scanpay/query', at('query', 'v3', scanQuery)],
  ['/v4/trade/payment/scanpay/query', at('query', 'v4', scanQuery)],
  ['/v2/trade/payment/scanpay/refund', at('refund', 'v2', refund)],
  ['/v3/trade/payment/scanpay/refund', at('refund', 'v3', refund)],
  ['/v4/trade/payment/scanpay/refund', at('refund', 'v4', refund)],
  ['/v2/trade/payment/scanpay/refundquery', at('refundQuery', 'v2', refundQuery)],
  ['/v3/trade/payment/scanpay/refundquery', at('refundQuery', 'v3', refundQuery)],
  ['/v4/trade/payment/scanpay/refundquery', at('refundQuery', 'v4', refundQuery)],
  ['/v2/trade/payment/scanpay/close', at('close', 'v2', scanClose)],
  ['/v2/trade/payment/scanpay/closequery', at('closeQuery', 'v2', scanCloseQuery)],
  ['/v2/trade/wxusermark/query', at('lookup', 'v2', wechatUser)],
  ['/v2/trade/payment/usermark2/query', at('lookup', 'v2', unionPayUser)],
  ['/v2/merchant/busi/config/query', at('lookup', 'v2', wechatConfig)],
  ['/v2/merchant/busi/realname/query', at('lookup', 'v2', realName)],
  ['/v2/merchant/basicdata/query', at('lookup', 'v2', merchantDetail)],
  ['/v2/trade/transstat/query', at('dayStatus', 'v2', dayStatus)],
  ['/v2/trade/check/filequery', at('statementQuery', 'v2', statementQuery)],
  ['/v2/trade/check/replay', at('statementReplay', 'v2', statementReplay)],
  ['/v2/merchant/busi/bill/query', at('statementSwitch', 'v2', statementSwitch)],
]);
