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
  secretUnreadable: {
    title: '剪贴板里没有可用的密钥',
    action: '请先在对应的后台复制密钥（支付宝复制应用私钥），前后不要带别的文字，再回来粘贴。',
  },
  backupUnsound: {
    title: '这个备份不能使用',
    action: '它没有通过完整性检查，原来的文件没有改动。请选择另一个备份。',
  },
  locked: { title: '控制台已锁定', action: '请先用自己的 PIN 登录，再继续。' },
  notAllowed: { title: '你没有这项权限', action: '请让有权限的人登录后操作。' },
  clockWrong: {
    title: '电脑时间和汇付差得太多，没有发出',
    action:
      '电脑是 {{pc}}，汇付是 {{gateway}}（北京时间）。单子会记到错误的日期，之后就查不到。请在系统设置里打开“自动设置时间”，然后重试。',
  },
  cannotClose: {
    title: '这一单不能关',
    action: '银联和数字人民币没有关单，银行卡付款也没有。请等它自己过期；在那之前不要让顾客再付。',
  },
  approvalVoid: {
    title: '审批无效',
    action: '审批只对当时的金额、订单和单号有效，而且只能用一次。请重新审批。',
  },
  exportDamaged: {
    title: '导出的文件没有通过核对',
    action:
      '文件写好后重新打开，行数或合计与数据不一致，已删除，没有留下错误的文件。请换一个磁盘位置再导出；若仍失败，请检查磁盘。',
  },
  runFailed: {
    title: '对账没有完成',
    action: '原来的结果没有改变。请确认对账单文件能打开、磁盘有空间，然后再核对一次。',
  },
  runBusy: {
    title: '正在对账',
    action: '同一时间只核对一天。请等当前这一天核对完。',
  },
  monthNotReady: {
    title: '这个月还不能锁定',
    action: '请先处理月结页列出的问题。',
  },
  monthLocked: {
    title: '这个月已经锁定',
    action: '锁定的月份不会改变。需要更正时，请先解锁，或把差异记入下个月。',
  },
  statementQuota: {
    title: '今日对账单查询次数已用完',
    action: '汇付每个商户每天最多回答 3 次。没有丢失任何请求：排队的对账单会在明天自动获取。',
  },
  statementNotOpened: {
    title: '此商户未开通对账功能',
    action: '请联系汇付运营开通，可复制支持信息发给他们。开通后在“对账单”里再次获取。',
  },
  statementPeriod: {
    title: '这个日期还不能取对账单',
    action: '对账单在次日（月账单在次月）生成，汇付保留一年。请换一个日期。',
  },
  statementDownload: {
    title: '对账单没有下载完整',
    action: '没有保存不完整的文件。下载地址已失效，程序会按计划再次获取；也可以从汇付控台下载后导入。',
  },
  statementDamaged: {
    title: '保存的对账单已被改动或损坏',
    action: '“{{name}}”的内容与保存时的指纹不一致，程序不会使用它。请重新获取或导入这份对账单。',
  },
  statementMissing: {
    title: '保存的对账单文件不见了',
    action: '找不到“{{name}}”的文件。请重新获取或导入这份对账单，或从备份中恢复 statements 文件夹。',
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
  refundCounted: {
    title: '这笔退款已经算在账本里',
    action:
      '没有补记。这笔订单以前按汇付的可退金额补记过在别处退的款，其中 ¥{{counted}} 就是这一行的 ¥{{amount}}，再记就重复了。请把这条差异按“已另行记账”平掉。',
  },
  refundBeyondPaid: {
    title: '补记后退款会超过付款',
    action: '没有补记。按账本，这笔订单只剩 ¥{{balance}} 可退。请先核对这笔订单的各笔退款，再联系汇付。',
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
  pinWrong: {
    title: 'PIN 不对',
    action: '{{name}} 已连续输错 {{tries}} 次。输错三次以上，每次要等更久；忘记 PIN 请找店主重设。',
  },
  pinBlocked: {
    title: 'PIN 输错太多次，请稍等',
    action: '{{name}} 还要等 {{seconds}} 秒才能再试。重新打开程序或调整时钟都不会缩短等待。',
  },
  pinUnfit: {
    title: '这个 PIN 不能用',
    action: '请用至少 {{shortest}} 位数字，不要全是一两个数字，也不要连续的数字。',
  },
  nameInUse: { title: '已经有同名的操作员', action: '请换一个名字，这样记录里能分清是谁。' },
  ownerFirst: { title: '请先添加店主', action: '第一位操作员必须是店主，其他人由店主添加。' },
  lastOwner: { title: '至少要有一位店主', action: '请先把另一位操作员设为店主，再移除或降级这一位。' },
  operatorGone: { title: '这位操作员已经移除', action: '请返回列表，选择其他人。' },
  overGrant: {
    title: '不能给出超过自己的权限',
    action: '店长不能添加或更改店主和店长，也不能把额度设得比自己高。请让店主来做。',
  },
  selfApproval: { title: '不能审批自己的申请', action: '请另一位有审批权限的人输入他自己的 PIN。' },
  approverUnfit: {
    title: '这位操作员不能审批这笔',
    action: '{{name}} 没有审批权限，或者金额超过他的额度。请换店主或额度更高的店长。',
  },
  recoveryWrongKey: {
    title: '这不是本店的私钥',
    action: '需要的是控制台里这个商户正在使用的私钥文件。请换一个文件再试；PIN 没有改动。',
  },
  recoverySealed: {
    title: '私钥文件有口令',
    action: '请填写这个文件的口令，再选一次文件；PIN 没有改动。',
  },
  shiftOpen: { title: '这个收银点已经开班', action: '先关掉现在的班次，才能开新的班。' },
  noShift: { title: '现在没有开班', action: '画面已经更新。需要时请重新开班。' },
  shiftUnfinished: {
    title: '还有 {{count}} 笔没完成的订单没有人跟进',
    action: '请给每一笔指定跟进的人，再关班。',
  },
  wayOff: { title: '这种收款方式没有打开', action: '请在“设置 › 收款方式”里打开，或换一种方式。' },
  wayNotInGeneration: {
    title: '这个商户的接口版本没有这种收款方式',
    action: '现在用的是 {{generation}}。请换一种收款方式，或在“设置 › 商户与密钥 › 编辑”里换接口版本。',
  },
  returnSchemeMissing: {
    title: '还没有填写支付宝小程序的返回地址',
    action: '请在“设置 › 收款方式”里填好，再用支付宝小程序收款。',
  },
  ecnyBankMissing: {
    title: '还没有选择数字人民币的银行',
    action: '请在“设置 › 收款方式”里选择运营银行。',
  },
  codeWrong: { title: '这不是付款码', action: '没有收款。请顾客打开钱包的“付款码”，再扫一次。' },
  codeBusy: {
    title: '上一笔付款码还没有结果',
    action: '没有收第二次。请等它有结果，或先取消那一笔；这期间可以用二维码或链接收别的顾客的款。',
  },
  codeOnce: { title: '付款码只能用一次', action: '系统正在查这笔的结果。没有收到钱时，请顾客刷新付款码，重新收一笔。' },
} as const;
