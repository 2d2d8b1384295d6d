import { describe, expect, it } from 'vitest';
import { advice, type AdviceKey } from '../../shared/i18n/advice.ts';
import { adviceFor, codeEntries, codeEntry, meaningOf } from './advice.ts';
import type { CodeMeaning } from './codes.ts';

/** The table of huifu-api.md §4.2, row by row: code, a text with the row's words, what it means, what to do. */
const table: [string, string, CodeMeaning, AdviceKey][] = [
  ['00000000', '交易受理成功', 'done', 'accepted'],
  ['00000000', '查询成功', 'done', 'accepted'],
  ['00000100', '下单成功', 'done', 'processing'],
  ['00000100', '交易正在处理中', 'done', 'processing'],
  ['10000000', '商品描述不能为空', 'refused', 'badInput'],
  ['10000000', '交易金额格式错误', 'refused', 'badInput'],
  ['10000000', '付款码格式异常', 'refused', 'wrongPaymentCode'],
  ['10000000', '订单已超时', 'refused', 'orderExpired'],
  ['10000000', '订单时间错误', 'refused', 'orderExpired'],
  ['10000000', '请求日期必须是当前日期', 'refused', 'clockWrong'],
  ['10000000', '不支持交易类型', 'refused', 'methodNotOpen'],
  ['10000001', '原交易没有处理完成', 'later', 'refundTooEarly'],
  ['10000002', '退款金额大于可退金额', 'refused', 'refundTooLarge'],
  ['10000009', '该交易不支持部分退款', 'refused', 'fullRefundOnly'],
  ['10000015', '不允许关闭一分钟以内的订单', 'later', 'closeTooEarly'],
  ['10000016', '原订单已为终态', 'refused', 'orderFinal'],
  ['10000018', '关单失败', 'refused', 'closeFailed'],
  ['20000000', '重复交易', 'duplicate', 'duplicate'],
  ['20000001', '并发冲突', 'later', 'tooFast'],
  ['20000001', '操作过于频繁', 'later', 'tooFast'],
  ['20000001', '一分钟以内', 'later', 'tooFast'],
  ['20000003', '账户已被冻结', 'refused', 'accountFrozen'],
  ['20000004', '交易不存在', 'notFound', 'orderNotFound'],
  ['20000005', '商户不存在', 'refused', 'merchantState'],
  ['20000006', '商户状态异常', 'refused', 'merchantState'],
  ['21000000', '原交易请求流水号,外部交易流水号,终端订单号三选一不能同时为空', 'refused', 'missingParameter'],
  ['22000000', '产品号不存在', 'refused', 'productNumber'],
  ['22000002', '商户和产品关联有误', 'refused', 'merchantNotEnabled'],
  ['22000003', '延迟账户不存在', 'refused', 'accountConfig'],
  ['22000004', '暂未开通分账权限', 'refused', 'permissionMissing'],
  ['22000005', '费率未配置', 'refused', 'channelConfig'],
  ['23000000', '原交易未入账', 'later', 'notBooked'],
  ['23000000', '原订单已为终态', 'refused', 'orderEnded'],
  ['23000000', '关单状态为终态', 'refused', 'orderEnded'],
  ['23000001', '原交易不存在', 'notFound', 'orderUnknown'],
  ['23000002', '手续费承担方不一致', 'refused', 'refundFeeConfig'],
  ['23000003', '账户余额不足', 'refused', 'amountRefused'],
  ['23000003', '分账金额总和不等于交易金额', 'refused', 'amountRefused'],
  ['23000004', '优惠交易不支持部分退款', 'refused', 'unsupported'],
  ['23000004', '银联不支持关单', 'refused', 'cannotClose'],
  ['30000000', '调用收银台退款接口失败', 'inDoubt', 'hostedRefundFailed'],
  ['30000001', '原交易已终态', 'refused', 'hostedOrderEnded'],
  ['30000001', '关单已终态', 'refused', 'hostedOrderEnded'],
  ['90000000', '付款码无效，请重新扫码', 'refused', 'codeUsed'],
  ['90000000', '付款码已过期', 'refused', 'codeUsed'],
  ['90000000', '每个二维码仅限使用一次', 'refused', 'codeUsed'],
  ['90000000', '余额不足', 'refused', 'insufficientFunds'],
  ['90000000', '单笔金额超限', 'refused', 'overLimit'],
  ['90000000', '交易存在风险', 'refused', 'riskBlocked'],
  [
    '90000000',
    '当前商户需补齐相关资料后，才可进行相应的支付交易，请商户联系对接的微信支付服务商',
    'refused',
    'wechatRealName',
  ],
  ['90000000', '生成微信Scheme失败 errcode 40001', 'refused', 'miniProgramInvalid'],
  ['90000000', '该功能已关闭', 'refused', 'featureClosed'],
  ['90000001', '交易存在风险，请稍后再试', 'refused', 'riskTryLater'],
  ['91111119', '通道异常，请稍后重试', 'inDoubt', 'channelFault'],
  ['98888888', '系统错误', 'inDoubt', 'systemFault'],
  ['99999999', '系统异常，请稍后重试', 'inDoubt', 'systemFault'],
  ['99010002', '预下单请求流水重复', 'duplicate', 'duplicatePreorder'],
  ['99010003', '交易不存在', 'notFound', 'notOpenedYet'],
  ['00000001', '参数校验失败', 'refused', 'configuration'],
  ['00000103', '系统号无接口权限', 'refused', 'configuration'],
  ['00000106', '商户状态异常', 'refused', 'configuration'],
  ['', '当前huifuId请求过于频繁', 'refused', 'statementLimit'],
  ['', '请求频率过高，请于1分钟后重试', 'later', 'waitOneMinute'],
  ['', '托管项目信息不存在', 'refused', 'projectNotActive'],
  ['', '非进行中项目', 'refused', 'projectNotActive'],
  ['', '该路由下未配置可用通道', 'refused', 'noChannel'],
  ['', '退款单不存在', 'notFound', 'refundNotFound'],
  ['', 'orderExpireTime 格式不正确', 'refused', 'expiryFormat'],
];

/** §4.1. */
const layers: [string, CodeMeaning, AdviceKey][] = [
  ['HTTP 404', 'refused', 'addressWrong'],
  ['HTTP 412', 'refused', 'illegalCharacters'],
  ['HTTP 500', 'inDoubt', 'confirming'],
  ['HTTP 502', 'inDoubt', 'confirming'],
  ['HTTP 512', 'inDoubt', 'maintenance'],
  ['HTTP 911', 'later', 'throttled'],
  ['HTTP 914', 'later', 'throttled'],
  ['HTTP 912', 'refused', 'banned'],
  ['HTTP 921', 'refused', 'gatewayAuth'],
  ['HTTP 922', 'refused', 'requestSignature'],
  ['HTTP 923', 'inDoubt', 'confirming'],
  ['20000', 'inDoubt', 'serviceUnavailable'],
  ['20001', 'refused', 'permissionMissing'],
  ['20003', 'refused', 'interfacePermission'],
  ['40001', 'refused', 'missingParameter'],
  ['40002', 'refused', 'requestSignature'],
];

/** §4.3, wherever the text stands and whatever the code. */
const cases: [string, AdviceKey][] = [
  ['sub_mch_id与sub_appid不匹配', 'appIdNotBound'],
  ['当前商户需补齐相关资料后，才可进行相应的支付交易，请商户联系对接的微信支付服务商', 'wechatRealName'],
  ['当前商户未认证，请登录支付宝商家认证助手完成认证', 'alipayCertification'],
  ['redirect_uri域名与后台配置不一致，错误码:10003', 'redirectDomain'],
  ['当前页面的URL未注册', 'redirectDomain'],
  ['数据权限认证失败', 'dataPermission'],
  ['sub_appid与sub_openid不匹配', 'openIdMismatch'],
  ['接口权限认证失败', 'interfacePermission'],
  ['特约子商户该产品权限已被冻结', 'wechatRiskFrozen'],
  ['该路由下未配置可用通道', 'noChannel'],
  ['商户支付宝/微信入驻信息配置有误', 'severalChannels'],
];

describe('advice', () => {
  it.each(table)('%s %s: %s, %s', (code, text, meaning, key) => {
    expect(adviceFor(code, text)).toBe(key);
    expect(meaningOf(code, text)).toBe(meaning);
  });

  it.each(layers)('%s: %s, %s', (code, meaning, key) => {
    expect(adviceFor(code)).toBe(key);
    expect(meaningOf(code)).toBe(meaning);
  });

  it.each(cases)('%s', (text, key) => {
    for (const code of ['90000000', '22000005', '10000000', '00000100', '31415926']) {
      expect(adviceFor(code, text)).toBe(key);
      expect(adviceFor(code, '交易失败', ` ${text} `)).toBe(key);
    }
    expect(adviceFor('90000000', text.toUpperCase())).toBe(key);
  });

  it('does not let a text change what a code says about the call', () => {
    expect(meaningOf('00000100', '数据权限认证失败')).toBe('done');
    expect(meaningOf('98888888', '请求频率过高')).toBe('inDoubt');
    expect(meaningOf('20000000', '交易不存在')).toBe('duplicate');
  });

  it("finds the channel's reason when the call was handled and the payment failed", () => {
    expect(adviceFor('00000000', '查询成功', '余额不足')).toBe('insufficientFunds');
    expect(adviceFor('00000100', '交易存在风险')).toBe('riskBlocked');
    expect(adviceFor('00000000', '查询成功', '')).toBe('accepted');
  });

  it('takes unlisted codes of the refusing families as refused and leaves the rest open', () => {
    for (const code of ['10000077', '19999999', '21000001', '22000099', '23000009', '90000002']) {
      expect(meaningOf(code, '')).toBe('refused');
      expect(adviceFor(code, '')).toBe('unknownCode');
    }
    for (const code of ['', '31415926', '24000000', '20000009', '1', '100', 'toString', '__proto__', 'HTTP 418']) {
      expect(meaningOf(code, '')).toBeNull();
      expect(adviceFor(code, '')).toBe('unknownCode');
    }
  });

  it('has words in both languages for every key', () => {
    for (const words of Object.values(advice)) {
      expect(words['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(words.en).toMatch(/^[A-Z\u2019]/);
      expect(words.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('has no words that nothing leads to', () => {
    const byReason: AdviceKey[] = ['badSignature', 'notGatewayAnswer', 'answerMismatch', 'confirming', 'unknownCode'];
    const reached = new Set<AdviceKey>([
      ...byReason,
      ...[...table, ...layers].map((row) => row.at(-1) as AdviceKey),
      ...cases.map(([, key]) => key),
    ]);
    expect(Object.keys(advice).filter((key) => !reached.has(key as AdviceKey))).toEqual([]);
  });
});

describe('the list for people', () => {
  const listed = codeEntries();

  it('has every code of the tables', () => {
    const codes = new Set(listed.map(({ code }) => code));
    const business = table.map(([code]) => code).filter((code) => code !== '');
    const http = [200, 404, 412, 500, 502, 512, 911, 912, 914, 921, 922, 923].map((status) => `HTTP ${status}`);
    const gateway = ['10000', '20000', '20001', '20003', '40001', '40002'];
    expect([...business, ...http, ...gateway].filter((code) => !codes.has(code))).toEqual([]);
  });

  it('says of each code what is said of it elsewhere', () => {
    for (const { code, words, advice: key, meaning } of listed) {
      if (code === null || words.length > 0) continue;
      expect(codeEntry(code, '')).toEqual({ code, words: [], advice: key, meaning });
    }
    expect(codeEntry('90000000', '余额不足')).toMatchObject({ advice: 'insufficientFunds', meaning: 'refused' });
    expect(codeEntry('77777777', '从没见过')).toMatchObject({ advice: 'unknownCode', meaning: 'unclear' });
  });
});
