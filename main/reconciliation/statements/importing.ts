import type { ImportResult } from '../../../shared/contract/statements.ts';
import type { JobControl } from '../../jobs/types.ts';
import { copyIn, takeIn } from './intake.ts';
import type { StatementsNeeds } from './types.ts';

/** Brings in files one after the other, as a job that can be stopped between two of them. Each has a result of its own. */
export async function importAll(needs: StatementsNeeds, paths: readonly string[]): Promise<ImportResult[]> {
  const results: ImportResult[] = [];
  const done = Promise.withResolvers<null>();
  needs.jobs.start('importStatements', '', async (control: JobControl) => {
    try {
      for (const [index, path] of paths.entries()) {
        if (control.signal.aborted) break;
        control.progress(index, paths.length);
        const arrived = await copyIn(needs, path);
        results.push('incoming' in arrived ? await takeIn(needs, arrived, 'imported') : arrived);
      }
      done.resolve(null);
    } catch (error) {
      done.reject(error);
      throw error;
    }
    return null;
  });
  await done.promise;
  return results;
}
