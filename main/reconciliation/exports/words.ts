import type { Language } from '../../../shared/contract/app.ts';
import { app as appEn } from '../../../shared/i18n/en/app.ts';
import { payments as paymentsEn } from '../../../shared/i18n/en/payments.ts';
import { reconciliation as reconciliationEn } from '../../../shared/i18n/en/reconciliation.ts';
import { transactions as transactionsEn } from '../../../shared/i18n/en/transactions.ts';
import { app } from '../../../shared/i18n/zh-CN/app.ts';
import { payments } from '../../../shared/i18n/zh-CN/payments.ts';
import { reconciliation } from '../../../shared/i18n/zh-CN/reconciliation.ts';
import { transactions } from '../../../shared/i18n/zh-CN/transactions.ts';

/** The same tree in either language. */
type Told<T> = { [K in keyof T]: T[K] extends string ? string : Told<T[K]> };

export interface ExportWords {
  app: { state: Told<typeof app.state> };
  payments: { method: Told<typeof payments.method> };
  reconciliation: Told<
    Omit<typeof reconciliation, 'list' | 'day' | 'calendar' | 'sources' | 'panel' | 'month' | 'charts' | 'act'>
  >;
  transactions: { column: Told<typeof transactions.column> };
  language: 'zh' | 'en';
}

/** The words of files that are written for people: in the language that the console speaks at that moment. */
export function exportWords(language: Language): ExportWords {
  return language === 'en'
    ? {
        app: appEn,
        payments: paymentsEn,
        reconciliation: reconciliationEn,
        transactions: transactionsEn,
        language: 'en',
      }
    : { app, payments, reconciliation, transactions, language: 'zh' };
}

/** `fill('{{leg}} paid', { leg: 'Huifu' })`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap));
}
