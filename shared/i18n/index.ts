import type { Language } from '../contract/app.ts';
import { app as appEn } from './en/app.ts';
import { audit as auditEn } from './en/audit.ts';
import { checks as checksEn } from './en/checks.ts';
import { closing as closingEn } from './en/closing.ts';
import { collect as collectEn } from './en/collect.ts';
import { counter as counterEn } from './en/counter.ts';
import { credentials as credentialsEn } from './en/credentials.ts';
import { errors as errorsEn } from './en/errors.ts';
import { explain as explainEn } from './en/explain.ts';
import { operators as operatorsEn } from './en/operators.ts';
import { outcomes as outcomesEn } from './en/outcomes.ts';
import { payments as paymentsEn } from './en/payments.ts';
import { profiles as profilesEn } from './en/profiles.ts';
import { reconciliation as reconciliationEn } from './en/reconciliation.ts';
import { refunds as refundsEn } from './en/refunds.ts';
import { settings as settingsEn } from './en/settings.ts';
import { settlement as settlementEn } from './en/settlement.ts';
import { shell as shellEn } from './en/shell.ts';
import { shifts as shiftsEn } from './en/shifts.ts';
import { signals as signalsEn } from './en/signals.ts';
import { startup as startupEn } from './en/startup.ts';
import { statements as statementsEn } from './en/statements.ts';
import { transactions as transactionsEn } from './en/transactions.ts';
import { app } from './zh-CN/app.ts';
import { audit } from './zh-CN/audit.ts';
import { checks } from './zh-CN/checks.ts';
import { closing } from './zh-CN/closing.ts';
import { collect } from './zh-CN/collect.ts';
import { counter } from './zh-CN/counter.ts';
import { credentials } from './zh-CN/credentials.ts';
import { errors } from './zh-CN/errors.ts';
import { explain } from './zh-CN/explain.ts';
import { operators } from './zh-CN/operators.ts';
import { outcomes } from './zh-CN/outcomes.ts';
import { payments } from './zh-CN/payments.ts';
import { profiles } from './zh-CN/profiles.ts';
import { reconciliation } from './zh-CN/reconciliation.ts';
import { refunds } from './zh-CN/refunds.ts';
import { settings } from './zh-CN/settings.ts';
import { settlement } from './zh-CN/settlement.ts';
import { shell } from './zh-CN/shell.ts';
import { shifts } from './zh-CN/shifts.ts';
import { signals } from './zh-CN/signals.ts';
import { startup } from './zh-CN/startup.ts';
import { statements } from './zh-CN/statements.ts';
import { transactions } from './zh-CN/transactions.ts';

const chinese = {
  app,
  audit,
  checks,
  closing,
  collect,
  counter,
  credentials,
  errors,
  explain,
  operators,
  outcomes,
  payments,
  profiles,
  reconciliation,
  refunds,
  settings,
  settlement,
  shell,
  shifts,
  signals,
  startup,
  statements,
  transactions,
};
const english = {
  app: appEn,
  audit: auditEn,
  checks: checksEn,
  closing: closingEn,
  collect: collectEn,
  counter: counterEn,
  credentials: credentialsEn,
  errors: errorsEn,
  explain: explainEn,
  operators: operatorsEn,
  outcomes: outcomesEn,
  payments: paymentsEn,
  profiles: profilesEn,
  reconciliation: reconciliationEn,
  refunds: refundsEn,
  settings: settingsEn,
  settlement: settlementEn,
  shell: shellEn,
  shifts: shiftsEn,
  signals: signalsEn,
  startup: startupEn,
  statements: statementsEn,
  transactions: transactionsEn,
};

/** Every word that a person can read, by language and namespace. Chinese is the original; its keys are the key type. */
export const resources = { 'zh-CN': chinese, en: english } as const satisfies Record<Language, object>;

export type Namespace = keyof typeof chinese;

/** Languages count differently: `waiting_one` and `waiting_other` are both asked for as `waiting`. */
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;

/** The dotted paths of a tree of words. */
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

/** A key of one namespace, such as `'nav.collect'` of `'app'`. */
export type WordKey<N extends Namespace> = Paths<(typeof chinese)[N]>;
