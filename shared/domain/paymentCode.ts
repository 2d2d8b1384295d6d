import { err, ok, type Result } from './result.ts';

/** The wallets whose payment codes can be charged. */
const codeWallets = ['wechat', 'alipay', 'unionpay', 'ecny'] as const;
export type CodeWallet = (typeof codeWallets)[number];

/** Why what was scanned is not a payment code. Each has its own sentence in `shared/i18n`. */
const codeProblems = ['goods', 'link', 'order', 'length', 'notDigits', 'unknownStart'] as const;
export type CodeProblem = (typeof codeProblems)[number];

/**
 * Which wallet a payment code belongs to, told from its digits (huifu-api.md §3.5): WeChat 18 digits from 10–15, Alipay
 * 16–24 digits from 25–30, UnionPay 19 digits from 62. e-CNY is taken for 19 digits from 01, as its wallets are seen to
 * show; Huifu's documents do not say so. In v2 and v3 the gateway decides for itself.
 */
const shapes: [wallet: CodeWallet, shape: RegExp][] = [
  ['wechat', /^1[0-5]\d{16}$/],
  ['alipay', /^(?:2[5-9]|30)\d{14,22}$/],
  ['unionpay', /^62\d{17}$/],
  ['ecny', /^01\d{17}$/],
];

/** Full-width digits (an input method's) made plain, blanks around dropped. */
export function cleanPaymentCode(text: string): string {
  return text.normalize('NFKC').trim();
}

/** Reads what was scanned; a wrong code is named, never guessed at. */
export function readPaymentCode(text: string): Result<CodeWallet, CodeProblem> {
  const code = cleanPaymentCode(text);
  const wallet = shapes.find(([, shape]) => shape.test(code))?.[0];
  return wallet ? ok(wallet) : err(problemOf(code));
}

function problemOf(code: string): CodeProblem {
  if (/^[a-z][a-z0-9+.-]*:/i.test(code)) return 'link';
  if (!/^\d+$/.test(code)) return 'notDigits';
  // EAN-8, UPC, EAN-13 and ITF-14: what is printed on goods.
  if ([8, 12, 13, 14].includes(code.length)) return 'goods';
  // The numbers on a customer's bill have 28 digits or more.
  if (code.length >= 28) return 'order';
  return code.length < 16 || code.length > 24 ? 'length' : 'unknownStart';
}

/** First two and last two digits: enough to compare with a phone, too little to charge. */
export function maskPaymentCode(code: string): string {
  const clean = cleanPaymentCode(code);
  return clean.length < 10 ? '…' : `${clean.slice(0, 2)}…${clean.slice(-2)}`;
}
