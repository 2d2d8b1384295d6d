import { chunkedFile } from './chunkedFile.ts';
import { alipayLine, fineYuan, wechatLine, yuan, type LineChange } from './lines.ts';
import type { Trade } from './trade.ts';

/** A list that is written line by line and knows its totals at the end. */
export interface WalletFile {
  write(trade: Trade, change: LineChange): void;
  close(): { path: string; lines: number };
}

const WECHAT_ALL =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const ALIPAY_DETAIL =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';

export function wechatFile(path: string, merchant: string): WalletFile {
  const file = chunkedFile(path);
  file.write(`${WECHAT_ALL}\r\n`);
  let [lines, settled, refunded, orders, fees] = [0, 0, 0, 0, 0];
  return {
    write(trade, change) {
      file.write(wechatLine(trade, merchant, change));
      lines++;
      if (change.amountText || change.kindWord) return;
      const amount = change.amount ?? trade.amount;
      const fee = change.fee === undefined ? trade.exactFee : change.fee * 1_000;
      fees += trade.kind === 'refund' ? -fee : fee;
      if (trade.kind === 'refund') refunded += amount;
      else {
        orders += amount;
        settled += change.paid ?? amount;
      }
    },
    close() {
      file.write('总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n');
      const totals = [lines, yuan(settled), yuan(refunded), '0.00', fineYuan(fees), yuan(orders), yuan(refunded)];
      file.write(`${totals.map((value) => `\`${value}`).join(',')}\r\n`);
      file.close();
      return { path, lines };
    },
  };
}

/** Alipay's detail list. Written in UTF-8 here; tests turn it into GBK where the encoding is the point. */
export function alipayFile(path: string): WalletFile {
  const file = chunkedFile(path);
  file.write(
    '#支付宝业务明细查询\r\n#账号：[20880000000000010156]\r\n#起始日期：[2026年01月05日 00:00:00]   终止日期：[2026年01月06日 00:00:00]\r\n#-----------------------------------------业务明细列表----------------------------------------\r\n',
  );
  file.write(`${ALIPAY_DETAIL}\r\n`);
  let [payments, received, refunds, returned] = [0, 0, 0, 0];
  return {
    write(trade, change) {
      file.write(alipayLine(trade, change));
      const paid = change.paid ?? change.amount ?? trade.amount;
      if (change.amountText || change.kindWord) return;
      if (trade.kind === 'refund') [refunds, returned] = [refunds + 1, returned + paid];
      else [payments, received] = [payments + 1, received + paid];
    },
    close() {
      file.write('#-----------------------------------------业务明细列表结束------------------------------------\r\n');
      file.write(`#交易合计：${payments}笔，商家实收共${yuan(received)}元，商家优惠共0.00元\r\n`);
      file.write(`#退款合计：${refunds}笔，商家实收退款共${yuan(-returned)}元，商家优惠退款共0.00元\r\n`);
      file.write('#导出时间：[2026年01月06日 10:00:00]\r\n');
      file.close();
      return { path, lines: payments + refunds };
    },
  };
}
