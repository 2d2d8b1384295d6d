import type { Language } from '../contract/app.ts';
import { shell as english } from './en/shell.ts';
import { shell as chinese } from './zh-CN/shell.ts';

/** The words outside the page alone: the window opens before the rest of the words is read. */
export const shellWords = { 'zh-CN': chinese, en: english } satisfies Record<Language, unknown>;
