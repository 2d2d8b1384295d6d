/** The settings view. */
export const settings = {
  title: 'Settings',
  tabs: {
    general: 'General',
    ways: 'Ways to collect',
    profiles: 'Merchants and keys',
    counter: 'Notifications & page',
    readiness: 'Readiness',
    about: 'About',
  },
  language: { title: 'Language', detail: 'Takes effect at once' },
  theme: { title: 'Appearance', system: 'System', light: 'Light', dark: 'Dark' },
  sound: {
    title: 'Sound when money arrives',
    detail: 'A chime, and the amount spoken in Chinese',
    on: 'On',
    off: 'Off',
    test: 'Listen',
    voice: 'This computer has a Chinese voice; amounts are spoken',
    noVoice:
      'This computer has no Chinese voice, so there is only the chime. One can be installed in the system settings.',
  },
  till: {
    title: 'Till point',
    detail:
      'Two digits or capital letters; they become part of each number. Give every computer its own to see which one collected.',
    invalid: 'Enter two digits or capital letters, such as 01',
    save: 'Save',
    saved: 'Saved; used from the next payment on',
  },
  ways: {
    on: {
      title: 'Ways offered at the counter',
      detail: 'At least one. On the counter, + takes the next; each till point remembers its own choice.',
    },
    hint: {
      hosted: 'Huifu’s cashier page: WeChat, Alipay and UnionPay can all scan it. Needs a hosting project.',
      qrAlipay: 'Only Alipay can scan it',
      qrUnionpay: 'For UnionPay and bank apps; cannot be closed, expires by itself',
      qrWechat: 'Only in API v3, and not in every merchant’s channel; try it with one fen first',
      qrEcny: 'In API v2 and v3; choose the operating bank first; cannot be closed',
      hostedWechat: 'A link; opened on the phone, it leads to a mini program in WeChat',
      hostedAlipay: 'A link; opened on the phone, it leads to a mini program in Alipay; give the return address first',
    },
    notHere: 'not in API version {{generation}}, which is in use',
    code: {
      title: 'Payment codes (scanner)',
      detail:
        'With the amount typed, scanning the customer’s payment code charges it. A code works once and is not kept.',
    },
    bank: {
      title: 'Operating bank for e-CNY',
      detail: 'Huifu tells which',
      none: 'None',
      '01002': 'ICBC',
      '01004': 'Bank of China',
      '01005': 'CCB',
      '01008': 'PSBC',
    },
    cashier: {
      title: 'Methods on the cashier page',
      detail: 'With none chosen it shows all that the hosting project allows; with one, the customer pays at once.',
      phone: 'For phones',
      pc: 'For PCs',
    },
    returnUrl: {
      title: 'Page to return to after paying',
      detail: 'Optional, begins with https://. A convenience for customers, and no proof of payment.',
    },
    returnScheme: {
      title: 'Return address of Alipay’s mini program',
      detail: 'The address of the app that the customer came from, such as shopapp://done',
    },
    deviceIp: {
      title: 'The shop’s public IP address',
      detail: 'For Huifu’s risk control. When empty, this computer’s own is used: {{ip}}',
    },
    invalid: 'Not in the right form',
    presets: {
      title: 'Presets',
      detail: 'Fixed amounts, goods and expiry; on the counter, press the button, or * and the digit. At most {{max}}.',
      name: 'Name',
      amount: 'Amount (optional)',
      goods: 'Goods or note (optional)',
      minutes: 'Minutes valid (optional)',
      choice: 'Way (optional)',
      anyChoice: 'as chosen',
      add: 'Add a preset',
      remove: 'Remove',
    },
    save: 'Save',
    saved: 'Saved, in use from the next payment on',
    unsaved: 'There are changes that are not saved',
    test: {
      title: 'Scanner test',
      detail: 'Press Start, then scan any payment code. It is only looked at, nothing is charged.',
      start: 'Start',
      stop: 'Stop',
      waiting: 'Scan now… (stops by itself after 15 seconds)',
      nothing: 'No scan came. Is the scanner connected, and set to send Enter at the end?',
      good: '{{wallet}} payment code {{shown}}: {{count}} characters in {{ms}} ms, slowest gap {{slowest}} ms, ended by {{end}}. Good to charge.',
      wrong:
        'Scanned {{shown}}: {{count}} characters in {{ms}} ms, slowest gap {{slowest}} ms, ended by {{end}}. The scanner works, but this is no payment code.',
      composed: 'An input method stood in between. Digits are recognised; switch to English input when charging.',
    },
  },
  about: {
    product: 'Huifu Merchant Console',
    version: 'Version',
    host: 'Runs on',
    electron: 'Electron',
    standIn: 'Stand-in shell (no Electron on this machine)',
    platform: 'System',
    support: 'Support information',
    supportDetail:
      'Version, settings and the latest log lines, without keys, full numbers or customer data. Copy it and paste it to support.',
  },
} as const;
