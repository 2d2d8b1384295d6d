import { describe, expect, it } from 'vitest';
import { keyLabel, matchShortcut, shortcutNames, type KeyPress } from './shortcuts.ts';

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...rest,
});

describe('matchShortcut', () => {
  it.each([
    ['F1', {}, 'help'],
    ['F2', {}, 'focusSearch'],
    ['F3', {}, 'findNumber'],
    ['F6', {}, 'queryNow'],
    ['F9', {}, 'confirm'],
    ['Escape', {}, 'back'],
    ['Enter', { ctrlKey: true }, 'confirm'],
    ['k', { ctrlKey: true }, 'palette'],
    ['K', { ctrlKey: true }, 'palette'],
    ['2', { ctrlKey: true }, 'goTransactions'],
  ] as const)('knows %s %j', (key, rest, name) => {
    expect(matchShortcut(press(key, rest), false, true)).toBe(name);
  });

  it('takes the command key on macOS and Ctrl elsewhere, never the other one', () => {
    expect(matchShortcut(press('k', { metaKey: true }), true, false)).toBe('palette');
    expect(matchShortcut(press('k', { ctrlKey: true }), true, false)).toBeNull();
    expect(matchShortcut(press('k', { metaKey: true }), false, false)).toBeNull();
  });

  it('leaves every key to an input method that is composing', () => {
    for (const key of ['F9', 'Escape', 'Enter', '?']) {
      expect(matchShortcut(press(key, { isComposing: true, ctrlKey: key === 'Enter' }), false, false)).toBeNull();
      expect(matchShortcut(press(key, { keyCode: 229, ctrlKey: key === 'Enter' }), false, false)).toBeNull();
    }
  });

  it('takes ? and its full-width form only while nobody types', () => {
    expect(matchShortcut(press('?', { shiftKey: true }), false, false)).toBe('keyList');
    expect(matchShortcut(press('？', { shiftKey: true }), false, false)).toBe('keyList');
    expect(matchShortcut(press('?', { shiftKey: true }), false, true)).toBeNull();
  });

  it('leaves plain typing, Enter and foreign combinations alone', () => {
    for (const key of ['1', 'k', 'Enter', 'a', '.', 'Tab', 'toString'])
      expect(matchShortcut(press(key), false, false)).toBeNull();
    expect(matchShortcut(press('k', { ctrlKey: true, shiftKey: true }), false, false)).toBeNull();
    expect(matchShortcut(press('F1', { altKey: true }), false, false)).toBeNull();
  });
});

describe('keyLabel', () => {
  it('names a key for each shortcut, in the way of the system', () => {
    for (const name of shortcutNames) expect(keyLabel(name, false)).not.toBe('');
    expect(keyLabel('palette', false)).toBe('Ctrl K');
    expect(keyLabel('palette', true)).toBe('⌘K');
  });
});
