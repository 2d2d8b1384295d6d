/** Every error code: what happened, and what to do. */
export const errors = {
  gatewaySaid: '汇付回复',
  requestNumber: '请求流水号',
  retry: '重试',
  close: '关闭',
  support: { id: '错误编号', copy: '复制给支持人员', copied: '已复制', notCopied: '没有复制成功' },
  badRequest: {
    title: '程序没有接受这次操作',
    action: '请检查填写的内容后再试。如果反复出现，请复制支持信息发给我们。',
  },
  forbiddenSender: {
    title: '操作被安全规则拒绝',
    action: '请关闭程序后重新打开。如果还是这样，请复制支持信息发给我们。',
  },
  internal: {
    title: '程序内部出错',
    action: '账本没有受影响。请重试一次；如果反复出现，请复制支持信息发给我们。',
  },
  noProfile: {
    title: '还没有商户',
    action: '请先在“设置 › 商户与密钥”里添加商户，或进入练习模式。',
  },
  notFound: {
    title: '没有找到',
    action: '它可能属于另一个商户，或已被移除。请返回列表后重新打开。',
  },
  profileIncomplete: {
    title: '商户资料不完整',
    action: '请在“设置 › 商户与密钥”里补全缺少的内容。',
  },
  projectMissing: {
    title: '还没有填写托管项目',
    action: '生成支付链接需要托管项目号和项目名称，可以在汇付控台查到。请填到“设置 › 商户与密钥 › 编辑”里。',
  },
  keyMissing: {
    title: '钥匙串里没有这个商户的私钥',
    action: '请在“设置 › 商户与密钥”里重新导入密钥。历史交易不受影响。',
  },
  keychainLocked: {
    title: '系统钥匙串已锁定',
    action: '请解锁钥匙串（通常是重新登录系统，或输入登录密码）后重试。密钥没有丢，不需要重新导入。',
  },
  keychainAbsent: {
    title: '这台电脑没有可用的钥匙串',
    action: '私钥只存放在系统钥匙串里。请启动系统的钥匙串服务（Linux 上例如 GNOME Keyring）后重试；练习模式不受影响。',
  },
  keychainDamaged: {
    title: '钥匙串里的密钥已损坏',
    action: '为了安全，程序不会使用它。请用原来的密钥文件重新导入。',
  },
  keychainFailed: {
    title: '系统钥匙串没有完成操作',
    action: '请重试；仍然不行时，请重新登录系统。账本没有改动。',
  },
  ledgerFull: {
    title: '磁盘已满，无法记账',
    action: '没有记下的请求不会发出，所以没有多收钱。请清理磁盘空间后重试。',
  },
  ledgerBusy: {
    title: '账本正被另一个程序占用',
    action: '请关闭正在备份或扫描数据文件夹的程序，稍后重试。这次操作没有执行。',
  },
  ledgerReadOnly: {
    title: '账本文件只能读取',
    action: '请检查数据文件夹的写入权限。没有记下的请求不会发出。',
  },
  ledgerFailed: {
    title: '账本无法完成这次操作',
    action: '请重新打开程序；启动时会检查账本，必要时可以用备份恢复。',
  },
  goodsText: {
    title: '备注里有不能使用的字符',
    action: '请去掉表情和特殊符号，并缩短备注后再试。这笔还没有发出。',
  },
  offline: {
    title: '电脑没有连上网络',
    action: '请检查网线或无线网络后重试。',
  },
  dns: {
    title: '找不到汇付的服务器地址',
    action: '请检查网络和 DNS 设置；如果修改过接口地址，请核对是否写错。',
  },
  refused: {
    title: '服务器拒绝连接',
    action: '请稍后重试。如果用了代理或防火墙，请允许访问汇付的接口地址。',
  },
  tls: {
    title: '无法建立安全连接',
    action: '请检查电脑时间是否正确，以及公司网络或杀毒软件是否拦截 HTTPS。为了资金安全，程序不会跳过证书检查。',
  },
  badAddress: {
    title: '接口地址不能使用',
    action: '请填写以 https:// 开头的完整地址，例如 https://api.huifu.com。',
  },
  gatewayRejected: {
    title: '汇付没有受理',
    action: '请按下面的建议处理。',
  },
  gatewayThrottled: {
    title: '请求太频繁',
    action: '请等一分钟再试。系统会自动放慢查询。',
  },
  resultUnknown: {
    title: '结果未知',
    action: '请求已经发出，但没有收到可信的答复。请不要重新收款，也不要让顾客再付；系统会用同一个单号继续查询。',
  },
  stateChanged: {
    title: '状态刚刚变了',
    action: '画面已经更新，请看清新的状态后再决定。',
  },
  draftGone: {
    title: '这份凭证已经不在内存里',
    action: '为了安全，没有保存的凭证不会留存。请重新选择文件或粘贴。',
  },
  draftIncomplete: {
    title: '凭证还不完整',
    action: '请按页面上的提示补全后再保存。',
  },
  profileInUse: {
    title: '这个商户还有交易，不能这样改',
    action:
      '账本需要保留它的历史：有过交易就不能移除，也不能改商户号；还有没完成的收款时，不能改网关地址。不再使用时，切换到其他商户即可。',
  },
  fileUnreadable: {
    title: '文件读不出来',
    action: '请确认文件没有被其他程序打开，并且您有读取权限。',
  },
  fileTooLarge: {
    title: '文件太大，不像是凭证',
    action: '凭证文件通常只有几 KB。请确认选对了文件。',
  },
  fileWrite: {
    title: '文件没有保存成功',
    action: '请换一个位置，或检查磁盘空间和写入权限。',
  },
  cancelledDialog: {
    title: '已取消',
    action: '没有任何改动。',
  },
  backupUnsound: {
    title: '这个备份不能使用',
    action: '它没有通过完整性检查，原来的文件没有改动。请选择另一个备份。',
  },
  locked: { title: '控制台已锁定', action: '请先用自己的 PIN 登录，再继续。' },
  notAllowed: { title: '你没有这项权限', action: '请让有权限的人登录后操作。' },
  approvalVoid: {
    title: '审批无效',
    action: '审批只对当时的金额、订单和单号有效，而且只能用一次。请重新审批。',
  },
  approvalNeeded: {
    title: '需要第二个人同意',
    action: '请让店长或店主在这台电脑上用自己的 PIN 审批，然后再确认。',
  },
  refundNotPaid: {
    title: '这笔订单没有付款，不能退款',
    action: '只有“成功”的交易可以退款。请先点“立即查单”确认状态。',
  },
  refundNotBooked: {
    title: '这笔钱还没有入账，现在退不了',
    action: '退款没有发出。汇付一般几分钟内入账，请过几分钟再退。',
  },
  refundTooMuch: {
    title: '退款金额超过可退金额',
    action: '退款没有发出。这笔订单现在可退 ¥{{balance}}，请改小金额。',
  },
  refundOpen: {
    title: '这笔订单有一笔退款还没有结果',
    action: '没有再发一笔。请先等那笔退款有结果：不要再次退款，也不要先付现金。',
  },
  refundTooOld: {
    title: '这笔订单超过 360 天，渠道不再受理退款',
    action: '退款没有发出。请和顾客商量用其他办法退，并记在账上。',
  },
  refundTail: {
    title: '订单尾号不对',
    action: '请看着顾客的账单或小票，输入这笔订单任意一个单号的最后 4 位以上，或用扫码枪扫整个单号。',
  },
  refundBalanceDiffers: {
    title: '本机账本和汇付的可退金额不一样',
    action:
      '退款没有发出。账本算出可退 ¥{{here}}，汇付说可退 ¥{{there}}。可能有退款是在控台或别的电脑上做的，也可能账本是从备份恢复的。核对后，点“记入别处的退款”，再退。',
  },
  refundNotChecked: {
    title: '没能向汇付核对这笔订单，退款没有发出',
    action: '退款之前要先问汇付这笔订单的现状，这次没有得到可信的答复。没有动钱，可以稍后再试。',
  },
  batchTotal: {
    title: '输入的总金额不对',
    action: '一笔都没有退。请核对报告里的总金额，再输入一遍。',
  },
  sheetUnreadable: {
    title: '这个表格读不出来',
    action: '请用 Excel 另存为 .xlsx，或存为 CSV（UTF-8 或 GBK 都可以）再选。',
  },
  sheetEmpty: {
    title: '表格里没有要退的订单',
    action: '第一行是列名，从第二行起每行一笔：单号、金额、原因（可不填）。',
  },
  sheetTooLong: {
    title: '表格太长',
    action: '一次最多 2,000 行、5 MB。请分成几个文件。',
  },
  sheetColumns: {
    title: '没找到“单号”和“金额”两列',
    action: '请在第一行写上列名：单号、金额、原因（可不填）。单号可以是订单的任意一个号。',
  },
} as const;
