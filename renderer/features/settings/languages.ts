import type { Language } from '../../../shared/contract/app.ts';

/** Each language in its own words, so that it can be found by whoever cannot read the other one. */
export const languageNames: Record<Language, string> = { 'zh-CN': '中文', en: 'English' };
