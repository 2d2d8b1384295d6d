/** What is shown outside the page: the menu, the system's dialogs, the page for a window that cannot run. */
export const shell = {
  title: '汇付商户控制台',
  menu: {
    about: '关于汇付商户控制台',
    hide: '隐藏',
    quit: '退出',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    view: '显示',
    actualSize: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullScreen: '全屏',
    window: '窗口',
    minimize: '最小化',
    close: '关闭窗口',
  },
  dialog: {
    open: { credentials: '选择凭证或密钥文件', statements: '选择对账单文件', spreadsheet: '选择表格文件' },
    files: { credentials: '凭证与密钥文件', statements: '对账单文件', spreadsheet: '表格文件' },
    openFolder: '选择文件夹',
    allFiles: '所有文件',
    save: {
      image: '保存收款码卡片',
      pdf: '保存为 PDF',
      xlsx: '导出 Excel',
      csv: '导出 CSV',
      json: '保存为 JSON',
    },
    saved: { image: 'PNG 图片', pdf: 'PDF 文档', xlsx: 'Excel 工作簿', csv: 'CSV 文件', json: 'JSON 文件' },
  },
  crash: {
    title: '窗口多次意外中断',
    detail:
      '账本没有受影响，已经发出的收款会继续查询。请点“重新打开”；如果还是这样，请退出后重新启动，或重新启动这台电脑。',
    retry: '重新打开',
  },
} as const;
