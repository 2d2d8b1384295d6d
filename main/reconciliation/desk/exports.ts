import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../../shared/contract/app.ts';
import type { Answered, ErrorCode } from '../../../shared/contract/errors.ts';
import type { JobView } from '../../../shared/contract/jobs.ts';
import type { ExportFormat } from '../../../shared/contract/channels/exports.ts';
import type { PaymentFilter } from '../../../shared/contract/payments.ts';
import { ok } from '../../../shared/domain/result.ts';
import { saveFile } from '../../console/saveFile.ts';
import { failure } from '../../log/failure.ts';
import type { JobControl } from '../../jobs/types.ts';
import { ExportDamaged } from '../exports/check.ts';
import { filterText, paymentTable, type PaymentPages } from '../exports/paymentTable.ts';
import { differencesTable, runTables, type RunSource } from '../exports/runTables.ts';
import { saveCsv, saveXlsx } from '../exports/save.ts';
import { exportWords } from '../exports/words.ts';
import { runFolder } from './day.ts';
import type { DeskNeeds } from './types.ts';

/** Files for people and programs outside: each is read back and added up before it counts as saved. */
export function createExports(given: DeskNeeds) {
  const { ledger, jobs } = given;

  function start(path: string, subject: string, work: (control: JobControl) => Promise<number>): JobView {
    return jobs.start('export', subject, async (control): Promise<ErrorCode | null> => {
      try {
        control.progress(await work(control));
        await given.audit.record({ act: 'exported', subject, after: { path } });
        return null;
      } catch (error) {
        if (control.signal.aborted) return null;
        given.warn('an export failed', { error });
        if (error instanceof ExportDamaged) return 'exportDamaged';
        return (error as NodeJS.ErrnoException).code ? 'fileWrite' : 'internal';
      }
    });
  }

  async function sourceOf(runId: string): Promise<RunSource | null> {
    const run = await ledger.run(runId);
    if (!run || run.profileId !== given.profile().id) return null;
    return {
      run,
      findings: (after, limit) => ledger.findings(runId, after, limit),
      matchedPath: join(runFolder(given, runId), 'matched.jsonl'),
    };
  }

  return {
    async run(path: string, runId: string, format: ExportFormat, language: Language): Promise<Answered<JobView>> {
      const source = await sourceOf(runId);
      if (!source) return failure('notFound');
      const words = exportWords(language);
      return ok(
        start(path, source.run.day, (control) => {
          const options = { signal: control.signal, onRows: (rows: number) => control.progress(rows) };
          if (format === 'xlsx') return saveXlsx(path, runTables(source, words), options);
          if (format === 'csv') return saveCsv(path, differencesTable(source, words), options);
          return saveResult(path, source);
        }),
      );
    },

    payments(
      path: string,
      filter: PaymentFilter,
      pages: PaymentPages,
      total: number,
      format: 'xlsx' | 'csv',
      language: Language,
    ): JobView {
      const table = paymentTable(pages, exportWords(language));
      return start(path, filterText(filter), (control) => {
        const options = { signal: control.signal, onRows: (rows: number) => control.progress(rows, total) };
        return format === 'xlsx' ? saveXlsx(path, [table], options) : saveCsv(path, table, options);
      });
    },
  };

  /** The run's result as it is: the same bytes for the same inputs, or nothing. */
  async function saveResult(path: string, { run }: RunSource): Promise<number> {
    const bytes = await readFile(join(runFolder(given, run.id), 'result.json'));
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (hash !== run.resultSha256) throw new ExportDamaged('the stored result is not what the run wrote');
    const saved = await saveFile(path, bytes);
    if (!saved.ok) throw Object.assign(new Error('not written'), { code: 'fileWrite' });
    const back = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    if (back !== hash) throw new ExportDamaged('the file differs from the result');
    return run.differences.closing;
  }
}

export type Exports = ReturnType<typeof createExports>;
