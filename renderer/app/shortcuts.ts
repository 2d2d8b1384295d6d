import { useEffect, useEffectEvent } from 'react';

/** The keys that work everywhere in the window. A view says what they do there with {@link useShortcut}. */
export const shortcutNames = [
  'help',
  'focusSearch',
  'findNumber',
  'queryNow',
  'confirm',
  'palette',
  'keyList',
  'back',
  'goCollect',
  'goTransactions',
  'goRefunds',
  'goClosing',
  'goReconciliation',
  'goSettlement',
  'goShifts',
  'goSettings',
  'refund',
  'closeOrder',
  'details',
  'export',
  'print',
  'lock',
] as const;
export type ShortcutName = (typeof shortcutNames)[number];

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

const functionKeys = new Map<string, ShortcutName>([
  ['F1', 'help'],
  ['F2', 'focusSearch'],
  ['F3', 'findNumber'],
  ['F4', 'refund'],
  ['F6', 'queryNow'],
  ['F7', 'closeOrder'],
  ['F8', 'goReconciliation'],
  ['F9', 'confirm'],
  ['F10', 'goShifts'],
  ['Escape', 'back'],
]);

const withCommand = new Map<string, ShortcutName>([
  ['k', 'palette'],
  ['Enter', 'confirm'],
  ['1', 'goCollect'],
  ['2', 'goTransactions'],
  ['3', 'goRefunds'],
  ['4', 'goClosing'],
  ['5', 'goReconciliation'],
  ['6', 'goSettlement'],
  ['7', 'goShifts'],
  ['8', 'goSettings'],
  ['e', 'export'],
  ['p', 'print'],
  ['l', 'lock'],
]);

/**
 * Which shortcut a key press is. Keys that an input method is composing with belong to it (code 229 is how some input
 * methods mark them), and `?` is a character while someone types.
 *
 * @param mac on macOS the command key takes the place of Ctrl
 * @param typing the focus is in a field that takes text
 */
export function matchShortcut(press: KeyPress, mac: boolean, typing: boolean): ShortcutName | null {
  if (press.isComposing || press.keyCode === 229 || press.altKey) return null;
  const command = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (other) return null;
  if (command) {
    const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
    return press.shiftKey ? null : (withCommand.get(key) ?? null);
  }
  if (press.key === ' ' && !press.shiftKey) return typing ? null : 'details';
  if (press.key === '?' || press.key === '？') return typing ? null : 'keyList';
  return press.shiftKey ? null : (functionKeys.get(press.key) ?? null);
}

type Handler = () => void | boolean;
const handlers: { name: ShortcutName; run: Handler }[] = [];

/**
 * Says what a shortcut does while the component is on screen. The newest one on screen wins; one that returns `false`
 * passes the key on to the one below, and to the browser if nobody takes it.
 */
export function useShortcut(name: ShortcutName, handler: Handler): void {
  const run = useEffectEvent(handler);
  useEffect(() => {
    const entry = { name, run: () => run() };
    handlers.push(entry);
    return () => void handlers.splice(handlers.indexOf(entry), 1);
  }, [name]);
}

/** Runs the newest handler that takes it. */
export function runShortcut(name: ShortcutName): boolean {
  return handlers.toReversed().some((handler) => handler.name === name && handler.run() !== false);
}

const POPUPS = '.ant-dropdown, .ant-select-dropdown, .ant-picker-dropdown, .ant-popover';

function visible(selector: string): boolean {
  return [...document.querySelectorAll(selector)].some((element) => element.checkVisibility());
}

/**
 * Listens for the keys; stands once, in the frame. While a dialog is open the keys are its own, so that none reaches the
 * view beneath, but for the lock, which whoever walks away needs at once; while a list hangs open, Esc closes only that.
 * Both are looked at before anyone has handled the key.
 */
export function useShortcutKeys(mac: boolean): void {
  useEffect(() => {
    let covered = { dialog: false, popup: false };
    const look = () => {
      covered = { dialog: visible('[role="dialog"][aria-modal="true"]'), popup: visible(POPUPS) };
    };
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      const typing = Boolean(target?.closest('input, textarea, [contenteditable="true"]'));
      const name = matchShortcut(event, mac, typing);
      if (!name || event.defaultPrevented || (name === 'back' && covered.popup)) return;
      if (covered.dialog && name !== 'lock') return;
      if (runShortcut(name)) event.preventDefault();
    };
    window.addEventListener('keydown', look, true);
    window.addEventListener('keydown', pressed);
    return () => {
      window.removeEventListener('keydown', look, true);
      window.removeEventListener('keydown', pressed);
    };
  }, [mac]);
}

const labels: Record<ShortcutName, string> = {
  help: 'F1',
  focusSearch: 'F2',
  findNumber: 'F3',
  queryNow: 'F6',
  confirm: 'F9',
  palette: 'Ctrl K',
  keyList: '?',
  back: 'Esc',
  goCollect: 'Ctrl 1',
  goTransactions: 'Ctrl 2',
  goRefunds: 'Ctrl 3',
  goClosing: 'Ctrl 4',
  goReconciliation: 'Ctrl 5',
  goSettlement: 'Ctrl 6',
  goShifts: 'Ctrl 7',
  goSettings: 'Ctrl 8',
  refund: 'F4',
  closeOrder: 'F7',
  details: 'Space',
  export: 'Ctrl E',
  print: 'Ctrl P',
  lock: 'Ctrl L',
};

/** How the key is written on this system's keyboards. */
export function keyLabel(name: ShortcutName, mac: boolean): string {
  return mac ? labels[name].replace('Ctrl ', '⌘') : labels[name];
}
