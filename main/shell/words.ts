import type { Language } from '../../shared/contract/app.ts';
import type { resources } from '../../shared/i18n/index.ts';

/** The words outside the page, in one language: menu, dialogs, crash page. */
export type ShellWords = (typeof resources)[Language]['shell'];
