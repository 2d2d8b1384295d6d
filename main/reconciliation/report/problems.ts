import type { FileProblem } from '../../../shared/domain/reconciliation/run.ts';
import { harmless, type Problem } from '../run/gather.ts';
import { say, type Values } from './words.ts';

/** Codes whose technical detail helps a person; the others say enough by themselves. */
const withDetail = ['unreadable', 'archive', 'archivePath', 'archiveBomb', 'truncated'];

/** Puts a file's problem into words. */
export function renderProblem(problem: Problem, files: readonly { label: string }[]): FileProblem {
  const { code, file, entry, line, detail } = problem;
  const values: Values = typeof detail === 'string' ? { detail } : 'zh' in detail ? {} : (detail as Values);
  const why = say((of) => of.problem[code], values);
  const tail = typeof detail === 'string' && detail !== '' && withDetail.includes(code) ? ` (${detail})` : '';
  return {
    code,
    file: files[file]!.label,
    entry,
    line,
    unread: !harmless.includes(code),
    why: { zh: why.zh + tail, en: why.en + tail },
    todo: say((of) => of.problemTodo[code]),
  };
}
