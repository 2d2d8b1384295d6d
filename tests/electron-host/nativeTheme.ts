import { strict } from './strict.ts';

let source: 'system' | 'light' | 'dark' = 'system';
const listeners: (() => void)[] = [];

/** Called after the console chose a theme. */
export function themeChanged(listener: () => void): void {
  listeners.push(listener);
}

export const nativeTheme = strict('nativeTheme', {
  get themeSource() {
    return source;
  },
  set themeSource(value) {
    source = value;
    for (const listener of listeners) listener();
  },
  /** What the system prefers is Chromium's to know; here it counts as light. */
  get shouldUseDarkColors() {
    return source === 'dark';
  },
} satisfies Partial<Electron.NativeTheme>);
