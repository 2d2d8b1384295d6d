import { fineYuanText } from '../report/words.ts';
import { addCounts } from './counts.ts';
import type { Gathered, GatheredPart } from './gather.ts';

/** The day that most lines carry, 0 when there are none; of two with as many, the earlier. */
export function commonestDay({ parts }: Gathered): number {
  const days = addCounts(parts.map((part) => part.reading?.trades?.days ?? new Map<number, number>()));
  let best = 0;
  for (const [day, count] of days) {
    const most = days.get(best) ?? 0;
    if (count > most || (count === most && day < best)) best = day;
  }
  return best;
}

const merchantsOf = (part: GatheredPart): string[] => part.reading?.trades?.merchants.words ?? [];

/** Finds Huifu files of another merchant: than the one that was asked for, or than most lines are of. */
export function checkMerchants(gathered: Gathered, merchant: string | undefined): void {
  const ofHuifu = gathered.parts.filter((part) => part.leg === 'huifu' && merchantsOf(part).length > 0);
  const counts = addCounts(
    ofHuifu.map(
      (part) => new Map(merchantsOf(part).map((one) => [one, part.reading!.lines / merchantsOf(part).length])),
    ),
  );
  const [commonest] = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const wanted = merchant ?? commonest?.[0];
  for (const part of ofHuifu) {
    const others = merchantsOf(part).filter((one) => one !== wanted && one !== '');
    if (others.length === 0) continue;
    const detail = others.slice(0, 5).join(', ');
    gathered.problems.push({ code: 'wrongMerchant', file: part.file, entry: part.entry, line: 0, detail });
  }
}

/** Finds files of trades that have not a line of the day that is compared. */
export function checkDays(gathered: Gathered, day: number): void {
  if (day === 0) return;
  for (const part of gathered.parts) {
    const days = part.reading?.trades?.days;
    if (!days || days.size === 0 || days.has(day)) continue;
    const detail = [...days.keys()]
      .toSorted((a, b) => a - b)
      .slice(0, 5)
      .join(', ');
    gathered.problems.push({ code: 'wrongDay', file: part.file, entry: part.entry, line: 0, detail });
  }
}

/** Alipay's summary by store is of the same day as its details: what the merchant received must be the same in both. */
export function checkAlipaySummary({ parts, problems }: Gathered): void {
  const ofFormat = (format: string): GatheredPart[] =>
    parts.filter((part) => part.reading?.recognition.plan?.format === format);
  const [summary] = ofFormat('alipay-summary');
  const details = ofFormat('alipay-detail');
  if (!summary || details.length === 0) return;
  const { records } = summary.reading!;
  const whole = records.filter(({ text }) => text.batch === '合计');
  const stated =
    (whole.length > 0 ? whole : records).reduce((sum, { amounts }) => sum + (amounts.paid ?? 0), 0) * 1_000;
  const counted = details.reduce((sum, part) => sum + part.reading!.trades!.sums.all[0]!, 0);
  if (stated === counted) return;
  const detail = `商家实收 ${fineYuanText(stated)} ≠ ${fineYuanText(counted)}`;
  problems.push({ code: 'totals', file: summary.file, entry: summary.entry, line: 0, detail });
}
