/** True for `--smoke`: a self-test that packaging runs on every platform, where a fused build cannot be driven. */
export function isSmokeRun(argv: readonly string[] = process.argv): boolean {
  return argv.includes('--smoke');
}

/**
 * Runs the checks one after the other and prints one line of JSON: `{"smoke":"ok"|"failed","checks":{name: "ok"|reason}}`.
 *
 * @param checks each rejects or throws when its part does not work here
 * @returns the exit code: 0 when all passed
 */
export async function runSmoke(checks: Record<string, () => Promise<unknown> | unknown>): Promise<number> {
  const results: Record<string, string> = {};
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check();
      results[name] = 'ok';
    } catch (error) {
      results[name] = error instanceof Error ? error.message : String(error);
    }
  }
  const passed = Object.values(results).every((result) => result === 'ok');
  process.stdout.write(`${JSON.stringify({ smoke: passed ? 'ok' : 'failed', checks: results })}\n`);
  return passed ? 0 : 1;
}

/** The check that the database engine is there: it is part of the runtime, not of the package. */
export async function checkSqlite(): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (n INTEGER NOT NULL) STRICT');
  database.close();
}
