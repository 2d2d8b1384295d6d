/**
 * The colours of both themes, in one place. Text colours keep 4.5:1 on every ground they stand on (`palette.test.ts`).
 * State colours follow product meaning, not decoration: each stands beside an icon and a word.
 */
export interface Palette {
  ground: string;
  surface: string;
  raised: string;
  line: string;
  lineStrong: string;
  text: string;
  textSoft: string;
  accent: string;
  accentText: string;
  accentSoft: string;
  onAccent: string;
  focus: string;
  /** Ink and ground of each state. */
  paid: string;
  paidSoft: string;
  processing: string;
  processingSoft: string;
  waiting: string;
  waitingSoft: string;
  unknown: string;
  unknownSoft: string;
  failed: string;
  failedSoft: string;
  /** Text on a button filled with `failed`. */
  onFailed: string;
  closed: string;
  closedSoft: string;
  alert: string;
  alertSoft: string;
  refunded: string;
  refundedSoft: string;
  warning: string;
  warningSoft: string;
}

export const light: Palette = {
  ground: '#f5f6f8',
  surface: '#ffffff',
  raised: '#ffffff',
  line: '#e3e6eb',
  lineStrong: '#c9ced8',
  text: '#1a1f2b',
  textSoft: '#586174',
  accent: '#2450c4',
  accentText: '#2450c4',
  accentSoft: '#e9eefc',
  onAccent: '#ffffff',
  focus: '#2450c4',
  paid: '#0a7d33',
  paidSoft: '#e7f6ec',
  processing: '#0b5cad',
  processingSoft: '#e6f0fb',
  waiting: '#4a6079',
  waitingSoft: '#edf1f6',
  unknown: '#6b35b5',
  unknownSoft: '#f3ecfc',
  failed: '#b42318',
  failedSoft: '#fdecea',
  onFailed: '#ffffff',
  closed: '#565d6b',
  closedSoft: '#eeeff2',
  alert: '#a84a00',
  alertSoft: '#fff0e2',
  refunded: '#0b6e6e',
  refundedSoft: '#e3f4f4',
  warning: '#8f4a05',
  warningSoft: '#fdf3de',
};

export const dark: Palette = {
  ground: '#0f1218',
  surface: '#171b23',
  raised: '#1f242e',
  line: '#2b313d',
  lineStrong: '#444c5c',
  text: '#e8ebf1',
  textSoft: '#a3adbd',
  accent: '#3d63dd',
  accentText: '#9db4ff',
  accentSoft: '#222c49',
  onAccent: '#ffffff',
  focus: '#9db4ff',
  paid: '#5fd08a',
  paidSoft: '#12301d',
  processing: '#7db8f5',
  processingSoft: '#13293f',
  waiting: '#a9bcd3',
  waitingSoft: '#222b36',
  unknown: '#c9a6f7',
  unknownSoft: '#2c2040',
  failed: '#ff9d93',
  failedSoft: '#3d1a17',
  onFailed: '#3d0f0a',
  closed: '#b3bac6',
  closedSoft: '#262b34',
  alert: '#ffb070',
  alertSoft: '#3b2410',
  refunded: '#6fd3d3',
  refundedSoft: '#10302f',
  warning: '#f3c26b',
  warningSoft: '#352810',
};

/** A palette as CSS custom properties: `--hc-text-soft: …`. */
export function toCssVariables(palette: Palette): Record<string, string> {
  return Object.fromEntries(
    Object.entries(palette).map(([name, value]) => [
      `--hc-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`,
      value,
    ]),
  );
}
