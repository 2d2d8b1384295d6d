/**
 * Advice for staff by gateway code and text (huifu-api.md §4). The keys are chosen in `main/gateway/advice.ts`;
 * the words stand here.
 */
export const advice = {
  accepted: { 'zh-CN': '以交易状态为准', en: 'Look at the status, not at this code' },
  processing: { 'zh-CN': '处理中，请稍候', en: 'Processing, please wait' },
  badInput: {
    'zh-CN': '填写内容有误，请按汇付的原话修改后重试',
    en: 'Something filled in is wrong: correct what Huifu names and try again',
  },
  wrongPaymentCode: { 'zh-CN': '付款码无法识别，请重新扫码', en: 'The payment code cannot be read: scan it again' },
  orderExpired: { 'zh-CN': '订单已过期，请重新下单', en: 'The order has expired: place a new one' },
  clockWrong: { 'zh-CN': '电脑日期不正确，请校准时间', en: "This PC's date is wrong: correct its clock" },
  methodNotOpen: {
    'zh-CN': '该收款方式未开通，请换一种方式或联系管理员开通',
    en: 'This payment method is not open: use another, or ask the administrator to open it',
  },
  refundTooEarly: { 'zh-CN': '原订单还在处理，请稍后退款', en: 'The original order is still processing: refund later' },
  refundTooLarge: {
    'zh-CN': '退款金额超过可退金额，请改小金额',
    en: 'More than the refundable amount: lower the amount',
  },
  fullRefundOnly: { 'zh-CN': '该订单只能全额退款', en: 'This order can only be refunded in full' },
  closeTooEarly: { 'zh-CN': '下单满1分钟后才能关单', en: 'An order can be closed one minute after it was placed' },
  orderFinal: { 'zh-CN': '订单已完成，请刷新状态', en: 'The order is already final: refresh its status' },
  closeFailed: { 'zh-CN': '关单失败，请刷新后再试', en: 'Closing failed: refresh the status, then try again' },
  duplicate: {
    'zh-CN': '订单已提交过，正在查询结果，请勿重复收款',
    en: 'This order was already submitted; its result is being looked up. Do not charge again',
  },
  tooFast: { 'zh-CN': '操作太快，请稍后再试', en: 'Too fast: wait a little and try again' },
  accountFrozen: { 'zh-CN': '账户被冻结，请联系汇付', en: 'The account is frozen: contact Huifu' },
  orderNotFound: { 'zh-CN': '未找到订单，请核对日期和单号', en: 'Order not found: check its date and number' },
  merchantState: {
    'zh-CN': '商户状态异常，请联系管理员',
    en: 'The merchant is not in good standing: contact the administrator or Huifu',
  },
  missingParameter: {
    'zh-CN': '请求缺少参数，请把错误信息发给技术支持',
    en: 'The request lacks a parameter: send the error details to technical support',
  },
  productNumber: {
    'zh-CN': '产品号配置错误，请管理员检查产品号（product_id）',
    en: 'The product number is wrong: the administrator should check product_id',
  },
  merchantNotEnabled: {
    'zh-CN': '商户未启用或与产品不匹配，请管理员检查商户号和产品号',
    en: 'The merchant is not enabled or does not match the product: check the IDs or ask Huifu',
  },
  accountConfig: {
    'zh-CN': '收款账户配置有误，请联系管理员',
    en: 'The receiving account is not set up properly: contact the administrator',
  },
  permissionMissing: {
    'zh-CN': '未开通该功能，请联系服务商开通',
    en: 'This function is not open to the merchant: ask the service provider to open it',
  },
  channelConfig: {
    'zh-CN': '微信/支付宝/银联通道或费率未配置好，请联系服务商',
    en: 'The WeChat, Alipay or UnionPay channel or its fee is not set up: ask the service provider',
  },
  notBooked: { 'zh-CN': '款项未入账，请几分钟后再退', en: 'The money is not booked yet: refund in a few minutes' },
  orderEnded: { 'zh-CN': '订单已结束，请刷新状态', en: 'The order has ended: refresh its status' },
  orderUnknown: {
    'zh-CN': '未查到该订单；刚下单时请稍候再查，否则请核对日期和单号',
    en: 'No such order: right after placing it look again shortly, otherwise check its date and number',
  },
  refundFeeConfig: {
    'zh-CN': '退款手续费或数据权限配置不一致，请联系汇付',
    en: 'Refund fee or data permission is set up inconsistently: contact Huifu',
  },
  amountRefused: {
    'zh-CN': '金额不符合要求，请按汇付的原话调整金额，或给账户充值',
    en: 'The amount does not fit: adjust it as Huifu says, or top up the balance',
  },
  unsupported: { 'zh-CN': '该订单不支持此操作', en: 'This order does not support the operation' },
  cannotClose: {
    'zh-CN': '银联、数字人民币订单不能关单，请等待过期',
    en: 'UnionPay and e-CNY orders cannot be closed: wait until the order expires',
  },
  hostedRefundFailed: {
    'zh-CN': '退款请求未成功，请先查询，稍后再试',
    en: 'The refund request did not go through: look up its result first, then try again later',
  },
  hostedOrderEnded: {
    'zh-CN': '订单已结束，已支付的请走退款',
    en: 'The order has ended: if it was paid, use a refund',
  },
  codeUsed: {
    'zh-CN': '请顾客刷新付款码后重扫',
    en: 'Ask the customer to refresh the payment code, then scan again',
  },
  insufficientFunds: {
    'zh-CN': '余额不足，请换付款方式，或给账户充值',
    en: 'Insufficient funds: use another payment method, or top up the balance',
  },
  overLimit: { 'zh-CN': '超出限额，请联系客服提额', en: 'Over the limit: ask Huifu to raise it' },
  riskBlocked: { 'zh-CN': '交易被风控拦截，请联系客服', en: 'Blocked by risk control: contact Huifu' },
  riskTryLater: { 'zh-CN': '交易存在风险，请稍后再试', en: 'Held back by risk control: try again later' },
  miniProgramInvalid: {
    'zh-CN': '小程序配置失效，请管理员重新配置',
    en: 'The mini program setting is no longer valid: the administrator must set it up again',
  },
  featureClosed: { 'zh-CN': '功能已关闭，请联系客服', en: 'This function was closed: contact Huifu' },
  channelFault: {
    'zh-CN': '通道异常，正在确认结果，请勿重复收款',
    en: 'Channel fault: the result is being confirmed, do not charge again',
  },
  systemFault: {
    'zh-CN': '系统异常，正在确认结果，请勿重复收款',
    en: 'System fault: the result is being confirmed, do not charge again',
  },
  duplicatePreorder: {
    'zh-CN': '订单已创建，请勿重复下单',
    en: 'This order already exists: do not place it again',
  },
  notOpenedYet: {
    'zh-CN': '顾客尚未打开收银台，或单号有误',
    en: 'The customer has not opened the cashier page yet, or the number is wrong',
  },
  configuration: {
    'zh-CN': '商户配置有问题，请联系管理员',
    en: 'The merchant is not set up properly: contact the administrator',
  },
  statementLimit: {
    'zh-CN': '今日对账查询次数已用完（3次），请明天再试',
    en: "Today's 3 statement queries are used up: try again tomorrow",
  },
  waitOneMinute: { 'zh-CN': '请1分钟后再试', en: 'Wait a minute and try again' },
  projectNotActive: {
    'zh-CN': '收银台项目未启用，请管理员检查托管项目号',
    en: 'The hosting project is not active: the administrator should check project_id',
  },
  noChannel: {
    'zh-CN': '收款通道未开通，请联系服务商开通',
    en: 'No usable payment channel: ask the service provider to open one',
  },
  refundNotFound: {
    'zh-CN': '退款单号有误，请用退款单的日期和单号查询',
    en: 'No such refund: look it up by the date and number of the refund, not of the payment',
  },
  expiryFormat: {
    'zh-CN': '有效期格式错误，应为将来的 yyyyMMddHHmmss',
    en: 'The expiry time is malformed: it must be a future yyyyMMddHHmmss',
  },

  appIdNotBound: {
    'zh-CN': '微信公众号/小程序未绑定商户，请联系管理员在服务商控台绑定 appid；可先用其他方式收款',
    en: 'The WeChat appid is not bound to this merchant: ask the administrator to bind it; use another payment method meanwhile',
  },
  wechatRealName: {
    'zh-CN': '商户微信实名未完成，暂不能用微信收款，请负责人完成认证',
    en: 'WeChat real-name verification is unfinished, so WeChat cannot be used: the person in charge must complete it',
  },
  alipayCertification: {
    'zh-CN': '商户支付宝认证未完成，暂不能用支付宝收款，请负责人完成支付宝商家认证',
    en: 'Alipay certification is unfinished, so Alipay cannot be used: the person in charge must complete it',
  },
  redirectDomain: {
    'zh-CN': '微信授权域名配置不一致，请联系技术人员',
    en: 'The WeChat authorised domain does not match: contact technical support',
  },
  dataPermission: {
    'zh-CN': '商户号配置有误，请管理员检查系统号、产品号、商户号和环境',
    en: 'The merchant settings do not match: the administrator should check system number, product number, merchant ID and environment',
  },
  openIdMismatch: {
    'zh-CN': '顾客标识与公众号/小程序不一致，请联系技术人员检查 appid',
    en: 'The customer ID belongs to another WeChat app: technical support should check the appid',
  },
  interfacePermission: {
    'zh-CN': '该接口未对此系统号开通，请联系汇付开通',
    en: 'This interface is not open to the system number: ask Huifu to open it',
  },
  wechatRiskFrozen: {
    'zh-CN': '商户的微信支付权限被冻结，请负责人到微信支付申诉；可先用其他方式收款',
    en: "WeChat has frozen the merchant's permission: the person in charge must appeal at WeChat Pay; use another method meanwhile",
  },
  severalChannels: {
    'zh-CN': '商户的微信/支付宝入驻信息有误或有多个通道，请联系服务商',
    en: 'The WeChat or Alipay registration is wrong or there are several channels: ask the service provider',
  },

  addressWrong: {
    'zh-CN': '接口地址错误，请联系管理员',
    en: 'The interface address is wrong: contact the administrator',
  },
  illegalCharacters: {
    'zh-CN': '商品描述或备注含特殊字符，请修改后重试',
    en: 'Description or note contains special characters: remove them and try again',
  },
  confirming: { 'zh-CN': '结果确认中，请勿重复收款', en: 'The result is being confirmed: do not charge again' },
  maintenance: {
    'zh-CN': '汇付系统维护中，结果确认中，请勿重复收款',
    en: 'Huifu is under maintenance; the result is being confirmed: do not charge again',
  },
  throttled: { 'zh-CN': '操作太频繁，请1分钟后再试', en: 'Too many requests: try again in a minute' },
  banned: {
    'zh-CN': '访问被汇付安全系统禁止，请停止操作并联系汇付',
    en: "Banned by Huifu's security system: stop and contact Huifu",
  },
  gatewayAuth: {
    'zh-CN': '汇付不认可这套身份，请管理员检查系统号和产品号',
    en: 'Huifu does not accept these credentials: the administrator should check system number and product number',
  },
  requestSignature: {
    'zh-CN': '签名未通过，请管理员核对私钥与控台上传的公钥是否成对',
    en: 'Huifu refused the signature: the administrator should check that the private key matches the public key in the merchant portal',
  },
  serviceUnavailable: {
    'zh-CN': '汇付服务暂不可用，正在确认结果，请勿重复收款',
    en: 'Huifu is not available for now; the result is being confirmed: do not charge again',
  },

  badSignature: {
    'zh-CN': '答复的签名不对，内容未采用。请勿重复收款；请管理员核对汇付公钥，并检查网络是否被劫持',
    en: 'The answer carries a wrong signature and was not used. Do not charge again; the administrator should check Huifu’s public key and whether the network is tampered with',
  },
  notGatewayAnswer: {
    'zh-CN': '收到的不是汇付的答复，可能被公司网络或登录页拦截。请勿重复收款；请检查网络和接口地址',
    en: 'What came is not an answer of Huifu; a company network or login page may be in between. Do not charge again; check the network and the interface address',
  },
  answerMismatch: {
    'zh-CN': '答复与这一单对不上（商户、单号或金额不同），内容未采用。请勿重复收款，立即联系管理员',
    en: 'The answer does not belong to this order (merchant, number or amount differ) and was not used. Do not charge again; contact the administrator at once',
  },
  unknownCode: {
    'zh-CN': '请按汇付的原话处理；不清楚时，把代码和请求流水号告诉汇付客服',
    en: 'Follow what Huifu says; if unclear, give the code and the request number to Huifu’s support',
  },
} as const satisfies Record<string, Record<'zh-CN' | 'en', string>>;

export type AdviceKey = keyof typeof advice;
