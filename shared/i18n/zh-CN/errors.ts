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
} as const;
