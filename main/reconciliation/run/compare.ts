import type { Leg } from '../../../shared/domain/reconciliation/outcome.ts';
import type { OpenItem } from '../../../shared/domain/reconciliation/run.ts';
import { shiftDay } from '../bytes/numbers.ts';
import { judgePairs } from '../match/judge.ts';
import { codeOf, createMatch, type LegMatch } from '../match/legMatch.ts';
import { findOriginals, pairByOriginal } from '../match/originals.ts';
import { pairByKeys } from '../match/pairs.ts';
import { judgeRefunds } from '../match/refunds.ts';
import { judgeRest, suggest, walletOf } from '../match/rest.ts';
import type { Side } from '../match/side.ts';
import { findPaidTwice } from '../match/twice.ts';
import type { Rows } from '../rows/rows.ts';
import { harmless, type Gathered, type Problem } from './gather.ts';
import { adoptOpenItems, type Adopted } from './openItems.ts';

/** One leg compared with the ledger. */
export interface ComparedLeg {
  match: LegMatch;
  adopted: Adopted;
  /** Days of which there are whole statements. */
  covered: ReadonlySet<number>;
}

export interface CompareContext {
  ledger: Side;
  gathered: Gathered;
  /** Day of the run, 0 when it was not given. */
  day: number;
  openItems: readonly OpenItem[];
  checkCancel: () => void;
}

/** Compares the ledger with each list of trades that there is. */
export function compareLegs(context: CompareContext): ComparedLeg[] {
  const compared: ComparedLeg[] = [];
  for (const leg of ['huifu', 'wallet'] as const) {
    if (context.gathered.parts.some((part) => part.leg === leg)) {
      compared.push(compareLeg(leg, context, compared[0] ?? null));
      context.checkCancel();
    }
  }
  return compared;
}

function compareLeg(leg: 'huifu' | 'wallet', context: CompareContext, huifu: ComparedLeg | null): ComparedLeg {
  const { ledger, gathered, day, openItems } = context;
  const rows = gathered.rows.get(leg)!;
  const lines = { rows };
  const covered = coveredDays(leg, gathered);
  const adopted = adoptOpenItems(openItems, leg, ledger, rows);
  const match = createMatch(leg, ledger, lines);
  match.compareFees = huifu === null;
  pairByKeys(match);
  context.checkCancel();
  const originals = findOriginals(match);
  pairByOriginal(match, originals);
  judgePairs(match);
  judgeRefunds(match, originals);
  findPaidTwice(match);
  judgeRest(match, {
    days: day > 0 ? new Set([day]) : null,
    covered,
    ofLeg: leg === 'huifu' ? () => true : ofWallet(gathered, huifu, ledger.rows),
    openRow: (row) => adopted.rows.has(row),
    openLine: (line) => adopted.lines.has(line),
  });
  closeOpenItems(match, adopted);
  suggest(match);
  return { match, adopted, covered };
}

/** An item of an earlier day that is in order now has come late, even where both dates agree. */
function closeOpenItems({ lineOf, rowOf, lineOutcome, rowOutcome }: LegMatch, adopted: Adopted): void {
  const settled = [codeOf.OK, codeOf['OK-TOL']];
  const close = (line: number, row: number): void => {
    if (line < 0 || row < 0 || !settled.includes(lineOutcome[line]!)) return;
    lineOutcome[line] = codeOf.LATE;
    rowOutcome[row] = codeOf.LATE;
  };
  for (const row of adopted.rows.keys()) close(lineOf[row]!, row);
  for (const line of adopted.lines.keys()) close(line, rowOf[line]!);
}

/** A day has few lines in another day's file: those who paid around midnight. */
const STRAY_SHARE = 0.1;
/** A file of more days than this is a month's. */
const DAYS_WITH_STRAYS = 3;

/** The days that a leg's statements cover. A leg with a file that was not read whole covers none. */
function coveredDays(leg: Leg, { parts, problems }: Gathered): Set<number> {
  const covered = new Set<number>();
  const ofLeg = parts.filter((part) => part.leg === leg);
  const broken = problems.some(
    (problem) => ![...harmless, 'summaryMissing'].includes(problem.code) && mayConcern(problem),
  );
  if (broken) return covered;
  for (const { reading } of ofLeg) {
    const counts = [...(reading?.trades?.days ?? [])].toSorted(([a], [b]) => a - b);
    const most = Math.max(0, ...counts.map(([, count]) => count));
    if (counts.length <= DAYS_WITH_STRAYS) {
      for (const [day, count] of counts) if (count >= most * STRAY_SHARE) covered.add(day);
    } else for (let day = counts[0]![0]; day <= counts.at(-1)![0]; day = shiftDay(day, 1)) covered.add(day);
  }
  return covered;

  /** What could not be read may have been of this leg, unless it is known to be of another. */
  function mayConcern({ file }: Problem): boolean {
    const known = parts
      .filter((part) => part.file === file)
      .map((part) => part.leg ?? part.reading?.recognition.learnt?.leg ?? null)
      .filter((one) => one !== null);
    return known.length === 0 || known.includes(leg);
  }
}

const channelWallet: Readonly<Record<string, 'wechat' | 'alipay'>> = { 微信: 'wechat', 支付宝: 'alipay' };

/**
 * A wallet's list only has that wallet's payments. Which one a row was paid with is told by Huifu's line for it, or by the
 * shape of its number; when nothing tells, a list on its own is taken to be of all.
 */
function ofWallet({ parts, channels }: Gathered, huifu: ComparedLeg | null, ledger: Rows): (row: number) => boolean {
  const formats = parts
    .filter((part) => part.leg === 'wallet')
    .map((part) => part.reading?.recognition.plan?.format ?? '');
  // WeChat has lists of payments only and of refunds only.
  const has = {
    wechat: [
      formats.some((format) => format.startsWith('wechat') && format !== 'wechat-refund'),
      formats.some((format) => format.startsWith('wechat') && format !== 'wechat-success'),
    ],
    alipay: [formats.includes('alipay-detail'), formats.includes('alipay-detail')],
  };
  const only = has.alipay[0] ? has.alipay : has.wechat;
  const single = huifu === null && !(has.alipay[0] && has.wechat.includes(true));
  return (row) => {
    const line = huifu?.match.lineOf[row] ?? -1;
    const named = line >= 0 ? channelWallet[channels[huifu!.match.lines.rows.channel[line]!] ?? ''] : undefined;
    const wallet = named ?? walletOf(ledger, row);
    if (wallet === 'other') return false;
    const kind = ledger.kind[row]!;
    return wallet ? has[wallet][kind]! : single && only[kind]!;
  };
}
