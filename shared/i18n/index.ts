import type { Language } from '../contract/app.ts';
import { app as appEn } from './en/app.ts';
import { checks as checksEn } from './en/checks.ts';
import { collect as collectEn } from './en/collect.ts';
import { credentials as credentialsEn } from './en/credentials.ts';
import { errors as errorsEn } from './en/errors.ts';
import { outcomes as outcomesEn } from './en/outcomes.ts';
import { payments as paymentsEn } from './en/payments.ts';
import { profiles as profilesEn } from './en/profiles.ts';
import { settings as settingsEn } from './en/settings.ts';
import { shell as shellEn } from './en/shell.ts';
import { startup as startupEn } from './en/startup.ts';
import { transactions as transactionsEn } from './en/transactions.ts';
import { app } from './zh-CN/app.ts';
import { checks } from './zh-CN/checks.ts';
import { collect } from './zh-CN/collect.ts';
import { credentials } from './zh-CN/credentials.ts';
import { errors } from './zh-CN/errors.ts';
import { outcomes } from './zh-CN/outcomes.ts';
import { payments } from './zh-CN/payments.ts';
import { profiles } from './zh-CN/profiles.ts';
import { settings } from './zh-CN/settings.ts';
import { shell } from './zh-CN/shell.ts';
import { startup } from './zh-CN/startup.ts';
import { transactions } from './zh-CN/transactions.ts';

const chinese = {
  app,
  checks,
  collect,
  credentials,
  errors,
  outcomes,
  payments,
  profiles,
  settings,
  shell,
  startup,
  transactions,
};
const english = {
  app: appEn,
  checks: checksEn,
  collect: collectEn,
  credentials: credentialsEn,
  errors: errorsEn,
  outcomes: outcomesEn,
  payments: paymentsEn,
  profiles: profilesEn,
  settings: settingsEn,
  shell: shellEn,
  startup: startupEn,
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
