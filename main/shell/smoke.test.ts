import { expect, it, vi } from 'vitest';
import { checkSqlite, runSmoke } from './smoke.ts';

/** Runs the checks and returns the exit code and the line that was printed. */
async function smoke(checks: Parameters<typeof runSmoke>[0]) {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  const code = await runSmoke(checks).finally(() => write.mockRestore());
  return { code, printed: JSON.parse(lines.join('')) as unknown };
}

it('passes when every check passes', async () => {
  expect(await smoke({ sqlite: checkSqlite })).toEqual({ code: 0, printed: { smoke: 'ok', checks: { sqlite: 'ok' } } });
});

it('goes on after a failure, names it and fails', async () => {
  const answer = await smoke({ window: () => Promise.reject(new Error('no page')), sqlite: checkSqlite });
  expect(answer).toEqual({ code: 1, printed: { smoke: 'failed', checks: { window: 'no page', sqlite: 'ok' } } });
});
