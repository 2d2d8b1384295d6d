/** The practice gateway's words: the phone page that stands in for the payer's wallet, and the command. */
export const practice = {
  phone: {
    title: 'Practice cashier',
    notice: 'Practice: no real money is taken',
    payTo: 'Pay {shop}',
    goods: 'For: {goods}',
    number: 'Request number: {number}',
    wallet: 'Choose how to pay',
    T: 'WeChat Pay',
    A: 'Alipay',
    U: 'UnionPay',
    D: 'e-CNY',
    pay: 'Pay',
    coupon: 'Pay ¥{amount} with a coupon',
    decline: 'Payment fails',
    leave: 'Leave without paying',
    left: 'You left without paying',
    back: 'Go back and pay',
    paid: 'Paid',
    paidAmount: 'You paid ¥{amount}',
    return: 'Back to the shop',
    declined: 'The payment failed. No money was taken',
    expired: 'This link has expired. No money was taken. Ask the cashier for a new one',
    closed: 'This order was closed. No money was taken',
    unknown: 'There is no such order. Scan the code again',
  },
  command: {
    ready: 'The practice gateway is running. Press Ctrl+C to stop it',
    gateway: 'Gateway URL',
    control: 'Control URL',
    merchant: 'System ID {sysId} · product ID {productId} · merchant ID {huifuId} · hosting project ID {projectId}',
    privateKey: "Merchant's private key (practice only)",
    publicKey: "Huifu's public key (practice only)",
    wrongUse: 'Wrong option: {detail}',
    cannotStart: 'The practice gateway cannot start: {detail}',
    portTaken: 'Port {port} is in use. Choose another, or --port 0 for a free one',
    usage: `Usage: npm run practice-gateway -- [options]

  --port <port>   port of the gateway, 0 for a free one (default 0)
  --data <dir>    keep keys and orders in this directory; without it they live in memory until the end
  --json          print one line of JSON only, for programs
  --help          show this`,
  },
} as const;
