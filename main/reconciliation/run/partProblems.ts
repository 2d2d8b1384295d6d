import { controlTotals } from '../read/totals.ts';
import { say } from '../report/words.ts';
import type { Recognition } from '../formats/recognise.ts';
import type { PartReading } from '../read/part.ts';
import type { Problem } from './gather.ts';

/** This many numbers with nothing but zeros at the end, and this share of all: that was Excel. */
const LEAST_DOUBTFUL = 3;

type PartProblem = Omit<Problem, 'file' | 'entry'>;
const problem = (code: Problem['code'], detail: Problem['detail'] = ''): PartProblem => ({ code, line: 0, detail });

/** Why a table was not recognised; `null` when it was. */
export function headerProblem({ plan, changed, learnt, header, reordered }: Recognition): PartProblem | null {
  if (plan) return null;
  if (header.every((title) => title === '')) return problem('empty');
  if (!changed) return learnt ? problem('needsMapping', header.join(',')) : problem('notRecognised');
  const none = say((of) => of.problem.none);
  const listed = (names: string[]) => (names.length > 0 ? names.join(', ') : none);
  const order = say((of) => (reordered ? of.problem.changedOther : of.problem.changedSame));
  return problem('headerChanged', { added: listed(changed.added), missing: listed(changed.missing), order });
}

/** What is wrong with a table that was read to its end. */
export function problemsOfPart(reading: PartReading): PartProblem[] {
  const { plan } = reading.recognition;
  const unknown = headerProblem(reading.recognition);
  if (!plan || unknown) return unknown ? [unknown] : [];
  const found: PartProblem[] = [];
  // Cut within a line, a file has lost lines; without only its summary it may be whole, and is compared.
  if (plan.summaryRequired && !reading.ended) found.push(problem(reading.cut ? 'truncated' : 'summaryMissing'));
  // Lines that could not be read are told one by one; the sum cannot be right without them.
  const untied = reading.bad.length > 0 ? [] : controlTotals(reading).filter((total) => !total.ties);
  if (untied.length > 0) {
    found.push(
      problem('totals', untied.map(({ name, stated, counted }) => `${name} ${stated} ≠ ${counted}`).join('; ')),
    );
  }
  const broken = reading.balance?.brokenAt[0];
  if (broken !== undefined) found.push({ ...problem('balance', String(broken)), line: broken });
  const { trades } = reading;
  if (trades && trades.doubtful >= LEAST_DOUBTFUL && trades.doubtful * 2 > trades.taken)
    found.push(problem('spoiledNumbers'));
  return found;
}
