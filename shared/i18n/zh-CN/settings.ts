/** The settings view. */
export const settings = {
  title: '设置',
  tabs: { general: '常规', profiles: '商户与密钥', operators: '操作员', audit: '操作日志', about: '关于' },
  language: { title: '语言', detail: '立即生效，不需要重新打开' },
  theme: { title: '外观', system: '跟随系统', light: '浅色', dark: '深色' },
  sound: {
    title: '到账提示音',
    detail: '收款成功时响一声，并用普通话播报金额',
    on: '开',
    off: '关',
    test: '试听',
    voice: '系统有中文语音，会播报金额',
    noVoice: '系统没有中文语音，只会响提示音。可以在系统设置里安装中文语音。',
  },
  till: {
    title: '收银点编号',
    detail: '两位数字或大写字母，会写进单号里。每台电脑用不同的编号，就能看出是哪台收的款。',
    invalid: '请输入两位数字或大写字母，例如 01',
    save: '保存',
    saved: '已保存，从下一笔开始使用',
  },
  about: {
    product: '汇付商户控制台',
    version: '版本',
    host: '运行环境',
    electron: 'Electron',
    standIn: '替代外壳（没有 Electron 的机器）',
    platform: '系统',
    support: '支持信息',
    supportDetail: '版本、设置和最近的日志，不含密钥、完整单号和顾客信息。复制后可以粘贴给支持人员。',
  },
} as const;
