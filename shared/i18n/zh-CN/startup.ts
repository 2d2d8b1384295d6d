/** The page that stands in for the console when the ledger cannot be opened. */
export const startup = {
  opening: '正在打开账本……',
  openingLong: '正在打开账本。升级或检查大的账本需要一两分钟，请不要关机，也不要结束程序。',
  title: '账本打不开',
  kind: {
    future: {
      title: '账本来自更新版本的程序',
      what: '这个账本被更高版本的控制台用过。为了不损坏数据，当前版本不会打开它。账本是完好的，不需要恢复备份。',
      todo: '请安装最新版本的控制台，再打开。',
    },
    corrupt: {
      title: '账本文件已损坏',
      what: '启动检查发现账本文件不完整，常见原因是断电、磁盘故障，或被其他软件改动。',
      todo: '请选择下面最近的一个完好备份恢复。恢复后程序会向汇付补查，找回备份之后的状态。',
    },
    migration: {
      title: '账本升级没有完成',
      what: '升级账本时出了错，升级前的备份还在。',
      todo: '请先退出，确认磁盘空间充足后重新打开；仍然不行时，恢复下面的备份。',
    },
    full: {
      title: '磁盘已满，账本打不开',
      what: '打开账本需要一点磁盘空间，现在一点也没有了。账本是完好的，不需要恢复备份。',
      todo: '请先退出，清理磁盘空间后重新打开。不要删除数据文件夹里的文件。',
    },
    unreadable: {
      title: '账本文件读不出来',
      what: '文件可能正被其他程序占用，或没有读取权限。',
      todo: '请先退出，关闭备份、杀毒或同步软件后重新打开；仍然不行时，恢复下面的备份。',
    },
  },
  whatHappened: '发生了什么',
  whatToDo: '怎么办',
  file: '账本文件',
  detail: '技术细节',
  safe: '没有任何数据被删除，也没有发出新的请求。',
  backups: {
    title: '备份',
    none: '没有找到备份。请复制支持信息联系我们，不要删除数据文件夹。',
    notNeeded: '账本完好，不需要备份。',
    at: '备份时间',
    payments: '交易笔数',
    size: '大小',
    check: '完整性',
    sound: '完好',
    unsound: '已损坏',
    newest: '最近的完好备份',
    restore: '恢复',
  },
  confirm: {
    title: '用这个备份恢复账本？',
    detail:
      '备份于 {{at}}，含 {{payments}} 笔交易。之后的本机记录不在备份里，但已经收到的钱不会受影响，可以向汇付查询。',
    kept: '损坏的文件会改名保留在原处，不会被删除。',
    understand: '我明白：{{at}} 之后的本机记录不会出现在账本里',
    restore: '恢复这个备份',
    cancel: '不恢复',
  },
  restored: '账本已恢复',
  quit: '退出',
} as const;
