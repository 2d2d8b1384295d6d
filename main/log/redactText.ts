import { homedir } from 'node:os';
import { parseBeijingStamp } from '../../shared/domain/time.ts';

/** Longer texts are cut before they are looked at. */
const LONGEST = 20_000;

/** One character of Base64, plain or URL-safe, also where JSON or a form has escaped it. */
const B64 = String.raw`(?:[A-Za-z0-9+/_-]|\\+/|%2[BbFf])`;
const PADDING = String.raw`(?:=|%3[Dd]){0,2}`;
/** What may stand between two such characters when a key was wrapped, quoted, escaped or pasted into a sentence. */
const GAP = String.raw`(?:[\s"'\u200b\ufeff]|\\+[nrt"]|%0[AaDd]|%20)`;

/** A line of a key that was wrapped; words are shorter. */
const SHORTEST_LINE = 16;

/** A PEM block, whole or without its end. */
const PEM = /-----BEGIN[^-]{0,60}-----(?:(?!-----END)[\s\S])*(?:-----END[^-]{0,60}-----)?/g;
/** DER in Base64, whatever stands between its characters: every RSA key of 1,024 bits or more begins with `MI`. */
const DER = new RegExp(String.raw`M${GAP}*I${GAP}*[A-P](?:${GAP}*${B64}){57,}${PADDING}`, 'g');
/** Long runs one after another: a key in lines, seen from somewhere in the middle. */
const LINES = new RegExp(
  String.raw`(?<![A-Za-z0-9+/_-])(?:(?:${B64}{28,}${GAP}+)+${B64}{28,}|(?:${B64}{16,}${GAP}+){3,}${B64}*)${PADDING}`,
  'g',
);
/** Base64, or hex, too long to be anybody's number. Huifu's global numbers have 40 characters. */
const RUN = new RegExp(String.raw`${B64}{48,}${PADDING}`, 'g');
const HEX_PAIRS = /(?:[0-9A-Fa-f]{2}[\s:,-]{1,3}){15,}[0-9A-Fa-f]{0,2}/g;

/** Fields inside a text that is JSON or a form. */
const NAMED =
  /((?:^|[^A-Za-z0-9])(?:[A-Za-z0-9_-]*(?:private_?key|secret|password|passphrase|authorization|token)|sign|signature|auth_code|(?:sub_)?open_?id|unionid|buyer_id|buyer_logon_id|acc_no|cert_no|bank_card_no|mobile|phone|webhook_endpoint_key)\\*["']?\s*[:=]\s*\\*["']?)((?:\\(?!["'])|[^\s"'&,;}\\])+)/gi;

const QUERY = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s?#"'<>\\]*)[?#][^\s"'<>\\]*/gi;
const LOGIN = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi;
const HOME =
  /(?:\/home\/|\/Users\/|[A-Za-z]:[\\/]+Users[\\/]+)(?:[^\\/"':*?<>|\r\n]{1,64}(?=[\\/])|[^\s\\/"':*?<>|,;)]{1,64})/g;
const OPENID = /(?<![0-9A-Za-z_-])o[0-9A-Za-z_-]{23}([0-9A-Za-z_-]{4})(?![0-9A-Za-z_-])/g;
const GROUPED = /(?<!\d)\d{4}(?:[ -]\d{4}){2,3}(?:[ -]?\d{1,4})?(?!\d)/g;
const DIGITS = /(?<![0-9A-Za-z.])\d{12,}[Xx]?(?![0-9A-Za-z])/g;
const PHONE = /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?(\d{4})(?!\d)/g;

/**
 * Takes out of a text whatever must not leave this machine, by its shape: key material in any wrapping, signatures,
 * what URLs ask with, the user's folder; cards, accounts, telephones and wallet ids keep their last four characters.
 * Request numbers and Huifu's numbers stay: support finds orders by them.
 */
export function redactText(text: string): string {
  if (text.length < 5) return text;
  const home = homedir();
  let rest = text.length > LONGEST ? `${text.slice(0, LONGEST)} […${text.length - LONGEST}]` : text;
  if (home.length > 3) rest = rest.replaceAll(home, '~');
  return withoutDer(withoutPemTail(rest.replace(PEM, '[key]')))
    .replace(QUERY, '$1?…')
    .replace(LOGIN, '$1')
    .replace(HOME, '~')
    .replace(LINES, (found) => (found.trim().split(/\s+/).every(isWords) ? found : '[key]'))
    .replace(RUN, (found) => (isWords(found) ? found : '[key]'))
    .replace(HEX_PAIRS, '[key]')
    .replace(NAMED, '$1[hidden]')
    .replace(OPENID, '…$1')
    .replace(GROUPED, (found) => `…${found.slice(-4).trim()}`)
    .replace(DIGITS, (found) => (parseBeijingStamp(found) === null ? `…${found.slice(-4)}` : found))
    .replace(PHONE, '…$1');
}

/** The end of a PEM block whose beginning is lost: everything before it that could be Base64 goes. */
function withoutPemTail(text: string): string {
  const end = text.lastIndexOf('-----END');
  if (end === -1) return text;
  let start = end;
  while (start > 0 && /[A-Za-z0-9+/=\s"'\\%_-]/.test(text.charAt(start - 1))) start -= 1;
  return `${withoutPemTail(text.slice(0, start))}[key]${text.slice(end).replace(/^-----END[^-]{0,60}-----/, '')}`;
}

/** The letters that a key begins with may stand in its middle, so what a match hangs on to goes with it. */
function withoutDer(text: string): string {
  let [result, from] = ['', 0];
  for (const { index, 0: found } of text.matchAll(DER)) {
    result += `${text.slice(from, keyStart(text, index, from))}[key]`;
    from = index + found.length;
  }
  return result + text.slice(from);
}

/** Back over the run that `at` stands in, and over the long runs before it, but not over words. */
function keyStart(text: string, at: number, least: number): number {
  const back = (from: number, what: RegExp): number => {
    let start = from;
    while (start > least && what.test(text.charAt(start - 1))) start -= 1;
    return start;
  };
  let start = back(at, /[A-Za-z0-9+/\\%_-]/);
  for (;;) {
    const gap = back(start, /[\s"'\u200b\ufeff]/);
    const run = back(gap, /[A-Za-z0-9+/\\%_-]/);
    if (gap - run < SHORTEST_LINE) return start;
    start = run;
  }
}

/**
 * Whether a long run is a path or an identifier made of words, not Base64: every part between separators is words in
 * camel case, or a number, or a word with a number behind it. Base64 of that length as good as never is.
 */
function isWords(run: string): boolean {
  return run
    .split(/[/_-]/)
    .every((part) => /^(?:[A-Z]?[a-z]+(?![a-z])|[A-Z]{3,6}(?![A-Z]))*(?:\d{0,14}|\d{8}T\d{6})$/.test(part));
}
