import type { AdviceKey } from './advice.ts';

/** Who helps: nobody is needed, the shop's own manager, the service provider, Huifu, or technical support. */
export const helpers = ['nobody', 'manager', 'provider', 'huifu', 'support'] as const;
export type Helper = (typeof helpers)[number];

interface CodeExplanation {
  means: Record<'zh-CN' | 'en', string>;
  call: Helper;
}

function says(call: Helper, chinese: string, english: string): CodeExplanation {
  return { means: { 'zh-CN': chinese, en: english }, call };
}

/**
 * What the code behind each advice means (huifu-api.md §4), and who to call. What to do stands in `advice.ts`; whether it
 * may still change, and what never to do, follow from what the code says about the call (`explain.code.*`).
 */
export const codeExplanations: Record<AdviceKey, CodeExplanation> = {
  accepted: says(
    'nobody',
    '汇付收到并处理了这次请求。付没付钱看状态。',
    'Huifu took and handled the call. The status says whether it was paid.',
  ),
  processing: says('nobody', '汇付已受理，还在处理。', 'Huifu accepted the call and is still working on it.'),
  badInput: says('support', '某个字段是空的、太长，或格式不对。', 'A field is empty, too long, or in the wrong form.'),
  wrongPaymentCode: says(
    'nobody',
    '扫到的不是微信、支付宝或云闪付的付款码。',
    'What was scanned is no payment code of WeChat, Alipay or UnionPay.',
  ),
  orderExpired: says('nobody', '下单时填的失效时间已经过去。', 'The expiry given with the order had already passed.'),
  clockWrong: says('manager', '电脑日期和汇付的日期不是同一天。', 'This PC’s date is not Huifu’s.'),
  methodNotOpen: says(
    'provider',
    '这个商户没有开通这种交易类型。',
    'This merchant does not have this kind of payment.',
  ),
  refundTooEarly: says('nobody', '原交易还没处理完。', 'The original payment is not finished yet.'),
  refundTooLarge: says('nobody', '退款金额比还能退的多。', 'More is asked back than can still be refunded.'),
  fullRefundOnly: says(
    'nobody',
    '用了优惠等情况的订单，汇付只允许一次退完。',
    'Huifu allows only a whole refund of this order, as with some discounts.',
  ),
  closeTooEarly: says(
    'nobody',
    '下单不满一分钟，汇付不关单。',
    'Huifu closes no order that is less than a minute old.',
  ),
  orderFinal: says(
    'nobody',
    '这个订单已经有结果，关不了也不用关。',
    'The order has come to its end: it neither can nor need be closed.',
  ),
  closeFailed: says('nobody', '汇付没能关掉这个订单。', 'Huifu could not close this order.'),
  duplicate: says(
    'nobody',
    '这个请求流水号今天已经用过，先前那一单有效。',
    'This request number was used today; the earlier order stands.',
  ),
  tooFast: says('nobody', '两个操作撞在一起，或间隔太短。', 'Two operations met, or came too soon after each other.'),
  accountFrozen: says('huifu', '收款账户被冻结。', 'The receiving account is frozen.'),
  orderNotFound: says(
    'nobody',
    '汇付按这个日期和单号找不到交易。',
    'Huifu finds no transaction by this date and number.',
  ),
  merchantState: says(
    'manager',
    '商户号不存在，或没有处于正常状态。',
    'The merchant does not exist or is not in good standing.',
  ),
  missingParameter: says('support', '请求里少了必填的内容。', 'The call lacks something that is required.'),
  productNumber: says(
    'manager',
    '产品号不存在，或没有处于正常状态。',
    'The product number does not exist or is not active.',
  ),
  merchantNotEnabled: says(
    'manager',
    '商户没有启用，或没有和这个产品号关联。',
    'The merchant is not enabled or not joined to this product number.',
  ),
  accountConfig: says(
    'provider',
    '收款账户没有配置，或默认账户不对。',
    'The receiving account is not set up, or the default one is wrong.',
  ),
  permissionMissing: says('provider', '商户没有这项功能的权限。', 'The merchant has no permission for this function.'),
  channelConfig: says(
    'provider',
    '微信、支付宝或银联的入驻信息、费率或分账没有配好。',
    'Registration, fee or split at WeChat, Alipay or UnionPay is not set up.',
  ),
  notBooked: says(
    'nobody',
    '钱付了，但还没入账，所以不能退。',
    'It is paid but not booked yet, so it cannot be refunded.',
  ),
  orderEnded: says('nobody', '订单或关单已经有结果。', 'The order, or its close, has come to its end.'),
  orderUnknown: says(
    'nobody',
    '原交易不存在，或刚下单还查不到。',
    'There is no such transaction, or it is too young to be found.',
  ),
  refundFeeConfig: says(
    'huifu',
    '退款手续费由谁出，两边配置不一样；或没有这个商户的数据权限。',
    'Who bears the refund’s fee is set up differently on both sides, or the data may not be seen.',
  ),
  amountRefused: says(
    'manager',
    '金额超过可退金额、账户余额不足，或手续费不够扣。',
    'More than can be refunded, too little balance, or not enough for the fee.',
  ),
  unsupported: says('nobody', '这类订单没有这个操作。', 'Orders of this kind do not have this operation.'),
  cannotClose: says('nobody', '银联和数字人民币没有关单接口。', 'UnionPay and e-CNY have no close.'),
  hostedRefundFailed: says(
    'nobody',
    '收银台转发退款时出错，退没退要查。',
    'The cashier failed to pass the refund on; whether it was made has to be looked up.',
  ),
  hostedOrderEnded: says('nobody', '订单已经付了或关了。', 'The order has been paid or closed.'),
  codeUsed: says(
    'nobody',
    '付款码一分钟左右失效，而且只能用一次。',
    'A payment code lives about a minute and serves once.',
  ),
  insufficientFunds: says(
    'nobody',
    '顾客的钱不够；退款时是商户余额不够。',
    'The customer has too little money; for a refund, the merchant has.',
  ),
  overLimit: says('huifu', '超过单笔或当日限额。', 'Over the limit for one payment or for the day.'),
  riskBlocked: says('huifu', '风控认为这笔有风险。', 'Risk control holds this payment to be risky.'),
  riskTryLater: says('nobody', '风控暂时拦下了这笔。', 'Risk control holds this payment back for now.'),
  miniProgramInvalid: says(
    'manager',
    '生成微信小程序链接时，微信不认配置的密钥。',
    'WeChat refused the mini program’s secret while its link was being made.',
  ),
  featureClosed: says('huifu', '汇付关闭了这项功能。', 'Huifu has closed this function.'),
  channelFault: says(
    'nobody',
    '银行或钱包通道出错，动没动钱不知道。',
    'A bank’s or wallet’s channel failed; whether money moved is unknown.',
  ),
  systemFault: says(
    'nobody',
    '汇付系统出错，动没动钱不知道。',
    'Huifu’s system failed; whether money moved is unknown.',
  ),
  duplicatePreorder: says(
    'nobody',
    '这个号已经下过单，先前那一单有效。',
    'This number was ordered before; the earlier order stands.',
  ),
  notOpenedYet: says(
    'nobody',
    '托管订单在顾客打开付款页之前，汇付都答“不存在”。',
    'Until the customer opens the cashier page, Huifu says of a hosted order that it does not exist.',
  ),
  configuration: says(
    'manager',
    '参数、接口权限或商户状态没有配好。',
    'Parameters, permissions or the merchant’s state are not set up.',
  ),
  statementLimit: says('nobody', '对账单一天最多查三次。', 'Statements can be asked for three times a day.'),
  waitOneMinute: says('nobody', '一分钟内问得太多。', 'Too many calls within a minute.'),
  projectNotActive: says(
    'manager',
    '托管项目不存在，或不在“进行中”。',
    'The hosting project does not exist or is not in progress.',
  ),
  noChannel: says('provider', '这种收款方式没有可用的通道。', 'This way to pay has no usable channel.'),
  refundNotFound: says(
    'nobody',
    '按这个号找不到退款，可能用了付款的号。',
    'No refund has this number; it may be the payment’s.',
  ),
  expiryFormat: says('support', '失效时间写错了格式。', 'The expiry time is in the wrong form.'),
  appIdNotBound: says(
    'manager',
    '付款用的公众号或小程序，没有在微信绑定到这个商户。',
    'The WeChat app used for paying is not bound to this merchant at WeChat.',
  ),
  wechatRealName: says(
    'manager',
    '商户的微信实名认证没有做完。',
    'The merchant’s real-name verification at WeChat is unfinished.',
  ),
  alipayCertification: says(
    'manager',
    '商户的支付宝认证没有做完。',
    'The merchant’s certification at Alipay is unfinished.',
  ),
  redirectDomain: says(
    'support',
    '网页的域名没有登记在公众号里，或登记得不一样。',
    'The page’s domain is not registered with the WeChat account, or differently.',
  ),
  dataPermission: says(
    'manager',
    '系统号、产品号、商户号三者对不上，或用错了环境。',
    'System, product and merchant number do not belong together, or to this environment.',
  ),
  openIdMismatch: says(
    'support',
    '顾客的标识来自另一个公众号或小程序。',
    'The customer’s ID comes from another WeChat app.',
  ),
  interfacePermission: says(
    'huifu',
    '汇付没有给这个系统号开这个接口。',
    'Huifu has not opened this interface to this system number.',
  ),
  wechatRiskFrozen: says(
    'manager',
    '微信冻结了这个商户的支付权限。',
    'WeChat has frozen this merchant’s permission to be paid.',
  ),
  severalChannels: says(
    'provider',
    '商户登记了几个微信或支付宝通道，汇付不知道用哪个。',
    'The merchant is registered with several channels and Huifu cannot tell which to use.',
  ),
  addressWrong: says('manager', '接口地址或路径不存在。', 'The interface’s address or path does not exist.'),
  illegalCharacters: says(
    'nobody',
    '发出的文字里有汇付不收的字符。',
    'The text that was sent holds characters that Huifu does not take.',
  ),
  confirming: says(
    'nobody',
    '服务器出错或没有答复，动没动钱不知道。',
    'The server failed or did not answer; whether money moved is unknown.',
  ),
  maintenance: says('nobody', '汇付网关停机维护。', 'Huifu’s gateway is shut down for maintenance.'),
  throttled: says(
    'nobody',
    '汇付限流：这台电脑、这个商户或这个接口问得太多。',
    'Huifu throttles: too many calls from this PC, merchant or interface.',
  ),
  banned: says(
    'huifu',
    '汇付的安全系统不再接受这里的访问。',
    'Huifu’s security system accepts no more calls from here.',
  ),
  gatewayAuth: says(
    'manager',
    '网关不认识这个系统号和产品号。',
    'The gateway does not know this system and product number.',
  ),
  requestSignature: says(
    'manager',
    '网关用它存的商户公钥验不过这里的签名。',
    'The gateway cannot verify our signature with the merchant key that it holds.',
  ),
  serviceUnavailable: says('nobody', '汇付的服务暂时没有响应。', 'Huifu’s service does not respond for now.'),
  badSignature: says(
    'manager',
    '答复不是用汇付的密钥签的，可能被改过。',
    'The answer was not signed with Huifu’s key; it may have been changed.',
  ),
  notGatewayAnswer: says(
    'manager',
    '收到的是别的网页或程序的内容。',
    'What came is some other page’s or program’s content.',
  ),
  answerMismatch: says(
    'manager',
    '答复里的商户、单号或金额和这一单不同。',
    'Merchant, number or amount in the answer are not this order’s.',
  ),
  unknownCode: says('huifu', '程序里没有这个代码的解释。', 'The console has no explanation for this code.'),
};
