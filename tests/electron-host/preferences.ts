import { NotInStandIn, onlyKnown } from './strict.ts';

const windowOptions = [
  'title',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'backgroundColor',
  'autoHideMenuBar',
  'webPreferences',
];

/** Each must have the value on which the stand-in's own isolation rests; a window that asks for less is not opened. */
const required: Electron.WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  backgroundThrottling: false,
};

/** Throws when a window asks for anything the stand-in does not do. */
export function checkOptions(options: Electron.BrowserWindowConstructorOptions): void {
  onlyKnown('BrowserWindow', options, windowOptions);
  const preferences = options.webPreferences ?? {};
  onlyKnown('webPreferences', preferences, [...Object.keys(required), 'preload', 'partition', 'devTools']);
  for (const [name, value] of Object.entries(required)) {
    if (preferences[name as keyof Electron.WebPreferences] !== value) {
      throw new NotInStandIn(`webPreferences.${name} other than ${value}`);
    }
  }
}

/** What a page can ask permission for: Chromium's name and Electron's. */
export const permissions = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['camera', 'media'],
  ['microphone', 'media'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['idle-detection', 'idle-detection'],
  ['local-fonts', 'local-fonts'],
  ['window-management', 'window-management'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['persistent-storage', 'persistent-storage'],
  ['background-sync', 'background-sync'],
] as const;
