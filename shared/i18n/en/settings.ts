/** The settings view. */
export const settings = {
  title: 'Settings',
  tabs: {
    general: 'General',
    operators: 'Operators',
    profiles: 'Merchants and keys',
    audit: 'Audit log',
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
