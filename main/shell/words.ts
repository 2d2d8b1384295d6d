import type { Language } from '../../shared/contract/app.ts';
import type { shellWords } from '../../shared/i18n/shellWords.ts';

/** The words outside the page, in one language: menu, dialogs, crash page. */
export type ShellWords = (typeof shellWords)[Language];
