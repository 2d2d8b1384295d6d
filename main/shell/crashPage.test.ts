import { expect, it } from 'vitest';
import { resources } from '../../shared/i18n/index.ts';
import { crashPage } from './crashPage.ts';

it.each(['zh-CN', 'en'] as const)('is one page in %s with a way back and no script', (language) => {
  const words = resources[language].shell;
  const page = crashPage(words, language);
  expect(page).toContain(`<html lang="${language}">`);
  expect(page).toContain(words.crash.title);
  expect(page).toContain(`<a href="app://console/">${words.crash.retry}</a>`);
  expect(page).not.toMatch(/<script|on\w+=/);
});
