/** The practice gateway's words: the phone page that stands in for the payer's wallet, and the command. */
export const practice = {
  phone: {
    title: '练习收银台',
    notice: '练习环境，不会真的扣款',
    payTo: '付款给 {shop}',
    goods: '商品：{goods}',
    number: '请求流水号：{number}',
    wallet: '选择付款方式',
    T: '微信支付',
    A: '支付宝',
    U: '云闪付',
    D: '数字人民币',
    pay: '支付',
    coupon: '用优惠券支付，实付 ¥{amount}',
    decline: '支付失败',
    leave: '离开，先不付款',
    left: '你已离开，还没有付款',
    back: '回去付款',
    paid: '支付成功',
    paidAmount: '实付 ¥{amount}',
    return: '返回商户',
    declined: '支付失败，没有扣款',
    expired: '链接已过期，没有扣款。请收银员重新下单',
    closed: '订单已关闭，没有扣款',
    unknown: '没有这笔订单。请重新扫码',
  },
  command: {
    ready: '练习网关已启动，按 Ctrl+C 停止',
    gateway: '网关地址',
    control: '控制地址',
    merchant: '系统号 {sysId} · 产品号 {productId} · 商户号 {huifuId} · 托管项目号 {projectId}',
    privateKey: '商户私钥（仅供练习）',
    publicKey: '汇付公钥（仅供练习）',
    wrongUse: '参数有误：{detail}',
    cannotStart: '练习网关无法启动：{detail}',
    portTaken: '端口 {port} 已被占用，请换一个端口，或用 --port 0 自动选择',
    usage: `用法：npm run practice-gateway -- [选项]

  --port <端口>   网关端口，0 为自动选择（默认 0）
  --data <目录>   把密钥和订单存到这个目录；不填则只在内存里，停止后清空
  --json          只输出一行 JSON，供程序读取
  --help          显示本说明`,
  },
} as const;
