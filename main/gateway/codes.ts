import type { AdviceKey } from '../../shared/i18n/advice.ts';

/**
 * What a code says about the call itself; whether money moved is said by the state field alone (huifu-api.md §3.2.3).
 *
 * - `done`: handled; read the state.
 * - `duplicate`: the number is taken, the earlier order stands.
 * - `later`: not accepted for now, the same call may be made again.
 * - `notFound`: no such order.
 * - `inDoubt`: may or may not have had its effect.
 * - `refused`: without effect.
 */
export type CodeMeaning = 'done' | 'duplicate' | 'later' | 'notFound' | 'inDoubt' | 'refused';

/** One line of the code tables. */
export interface CodeRule {
  /** Any of these in the texts; none means: whatever the text. */
  words: readonly string[];
  advice: AdviceKey;
  meaning: CodeMeaning;
}

function rule(meaning: CodeMeaning, advice: AdviceKey, ...words: string[]): CodeRule {
  return { meaning, advice, words };
}

/** `data.resp_code` (huifu-api.md §4.2). Of several rules the first whose words occur counts; one without words is last. */
export const businessCodes: Readonly<Record<string, readonly CodeRule[]>> = {
  '00000000': [rule('done', 'accepted')],
  '00000100': [rule('done', 'processing')],
  '00000001': [rule('refused', 'configuration')],
  '00000103': [rule('refused', 'configuration')],
  '00000106': [rule('refused', 'configuration')],
  '10000000': [
    rule('refused', 'wrongPaymentCode', '付款码格式'),
    rule('refused', 'orderExpired', '订单已超时', '订单时间错误'),
    rule('refused', 'clockWrong', '请求日期必须是当前日期'),
    rule('refused', 'methodNotOpen', '不支持交易类型'),
    rule('refused', 'badInput'),
  ],
  '10000001': [rule('later', 'refundTooEarly')],
  '10000002': [rule('refused', 'refundTooLarge')],
  '10000009': [rule('refused', 'fullRefundOnly')],
  '10000015': [rule('later', 'closeTooEarly')],
  '10000016': [rule('refused', 'orderFinal')],
  '10000018': [rule('refused', 'closeFailed')],
  '20000000': [rule('duplicate', 'duplicate')],
  '20000001': [rule('later', 'tooFast')],
  '20000003': [rule('refused', 'accountFrozen')],
  '20000004': [rule('notFound', 'orderNotFound')],
  '20000005': [rule('refused', 'merchantState')],
  '20000006': [rule('refused', 'merchantState')],
  '21000000': [rule('refused', 'missingParameter')],
  '22000000': [rule('refused', 'productNumber')],
  '22000002': [rule('refused', 'merchantNotEnabled')],
  '22000003': [rule('refused', 'accountConfig')],
  '22000004': [rule('refused', 'permissionMissing')],
  '22000005': [rule('refused', 'channelConfig')],
  '23000000': [rule('later', 'notBooked', '未入账'), rule('refused', 'orderEnded')],
  '23000001': [rule('notFound', 'orderUnknown')],
  '23000002': [rule('refused', 'refundFeeConfig')],
  '23000003': [rule('refused', 'amountRefused')],
  '23000004': [rule('refused', 'cannotClose', '不支持关单'), rule('refused', 'unsupported')],
  '30000000': [rule('inDoubt', 'hostedRefundFailed')],
  '30000001': [rule('refused', 'hostedOrderEnded')],
  '90000000': [
    rule('refused', 'codeUsed', '付款码无效', '付款码已过期', '已过期', '仅限使用一次', '付款码已使用'),
    rule('refused', 'insufficientFunds', '余额不足'),
    rule('refused', 'overLimit', '金额超限', '超出限额', '超限'),
    rule('refused', 'riskBlocked', '交易存在风险', '风控'),
    rule('refused', 'miniProgramInvalid', 'Scheme'),
    rule('refused', 'featureClosed', '该功能已关闭'),
    rule('refused', 'unknownCode'),
  ],
  '90000001': [rule('refused', 'riskTryLater')],
  '91111119': [rule('inDoubt', 'channelFault')],
  '98888888': [rule('inDoubt', 'systemFault')],
  '99999999': [rule('inDoubt', 'systemFault')],
  '99010002': [rule('duplicate', 'duplicatePreorder')],
  '99010003': [rule('notFound', 'notOpenedYet')],
};

/** Rows of §4.2 that have a text but no code. */
export const textRules: readonly CodeRule[] = [
  rule('refused', 'statementLimit', '请求过于频繁'),
  rule('later', 'waitOneMinute', '请求频率过高'),
  rule('refused', 'projectNotActive', '托管项目信息不存在', '非进行中项目', '项目非进行中'),
  rule('refused', 'noChannel', '未配置可用通道'),
  rule('notFound', 'refundNotFound', '退款单不存在'),
  rule('refused', 'expiryFormat', 'orderExpireTime'),
];

/**
 * Faults known by their text in `resp_desc` or in the channel's words, whatever the code (huifu-api.md §4.3 A–D, F;
 * E, two notices for one payment, is no fault).
 */
export const knownCases: readonly CodeRule[] = [
  rule('refused', 'appIdNotBound', 'sub_mch_id与sub_appid不匹配'),
  rule('refused', 'wechatRealName', '当前商户需补齐相关资料'),
  rule('refused', 'alipayCertification', '当前商户未认证', '支付宝商家认证'),
  rule('refused', 'redirectDomain', 'redirect_uri域名与后台配置不一致', '当前页面的URL未注册'),
  rule('refused', 'dataPermission', '数据权限认证失败'),
  rule('refused', 'openIdMismatch', 'sub_appid与sub_openid不匹配'),
  rule('refused', 'interfacePermission', '接口权限认证失败'),
  rule('refused', 'wechatRiskFrozen', '产品权限已被冻结'),
  rule('refused', 'noChannel', '该路由下未配置可用通道'),
  rule(
    'refused',
    'severalChannels',
    '支付宝入驻信息配置有误',
    '微信入驻信息配置有误',
    '支付宝/微信入驻信息',
    '微信/支付宝入驻信息',
  ),
];

/** Codes of a gateway-level answer without signature (huifu-api.md §4.1). */
export const gatewayCodes: Readonly<Record<string, CodeRule>> = {
  '20000': rule('inDoubt', 'serviceUnavailable'),
  '20001': rule('refused', 'permissionMissing'),
  '20003': rule('refused', 'interfacePermission'),
  '40001': rule('refused', 'missingParameter'),
  '40002': rule('refused', 'requestSignature'),
};

/** HTTP statuses other than 200 (huifu-api.md §4.1). Those not listed leave the result in doubt. */
export const httpStatuses: Readonly<Record<number, CodeRule>> = {
  404: rule('refused', 'addressWrong'),
  412: rule('refused', 'illegalCharacters'),
  500: rule('inDoubt', 'confirming'),
  502: rule('inDoubt', 'confirming'),
  512: rule('inDoubt', 'maintenance'),
  911: rule('later', 'throttled'),
  914: rule('later', 'throttled'),
  912: rule('refused', 'banned'),
  921: rule('refused', 'gatewayAuth'),
  922: rule('refused', 'requestSignature'),
  923: rule('inDoubt', 'confirming'),
};

/** How an HTTP status is written where a response code is expected. */
export function httpCode(status: number): string {
  return `HTTP ${status}`;
}
