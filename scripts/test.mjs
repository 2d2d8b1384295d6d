// `npm test`: everything that can be checked, with one line at the end: "N passed, N failed".
//   npm test                 static checks, unit and integration tests, build, end-to-end tests, packaging check
//   npm test -- unit         only the unit and integration tests;   also: static, e2e, package
//   npm test -- ledger       the unit and end-to-end tests whose file names contain "ledger"
import { rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from './build.mjs';
import { startDisplay } from './display.mjs';
import { setup } from './setup.mjs';
import { PlainError, projectEnv, projectNode, readJson, root, run, runMain, took } from './steps.mjs';
import { hasDisplay } from './systemPackages.mjs';

/** @typedef {{ passed: number, failed: number, skipped?: number, again?: number }} Count `again` passed at the second try only */

const reports = { unit: join(root, 'test-results/unit.json'), e2e: join(root, 'test-results/e2e.json') };
const stages = ['static', 'unit', 'e2e', 'package'];

/** Runs one of the project's tools with its output on the screen. @returns {Promise<boolean>} whether it was content */
async function tool(script, args, more = {}) {
  const env = { ...projectEnv(), ...more };
  const { code } = await run(projectNode(), [join(root, script), ...args], { env, show: true });
  return code === 0;
}

/** @param {boolean[]} results @returns {Count} each check counts as one test */
const count = (results) => ({ passed: results.filter(Boolean).length, failed: results.filter((one) => !one).length });

/**
 * What a test run's own report says; a run that failed without a failed test in its report counts as one failure.
 *
 * @param {boolean} content @param {Count | null} reported @returns {Count}
 */
function counted(content, reported) {
  const { passed, failed, skipped = 0, again = 0 } = reported ?? { passed: 0, failed: 0 };
  return { passed, skipped, again, failed: content ? failed : Math.max(failed, 1) };
}

async function staticChecks() {
  return count([
    await tool('node_modules/oxfmt/bin/oxfmt', ['--check']),
    await tool('node_modules/oxlint/bin/oxlint', ['--deny-warnings']),
    await tool('node_modules/typescript/bin/tsc', []),
  ]);
}

/** Test files whose process died under them (docs/known-issues.md) are worth one more run; a failed test is not. */
async function unitTests(filters) {
  const first = await unitRun(filters);
  if (first.died.length === 0) return first.sums;
  console.log(`\nA process of the test runner died. Once more: ${first.died.join(', ')}`);
  const second = await unitRun(first.died);
  return {
    passed: first.sums.passed + second.sums.passed,
    failed: first.failedTests + second.sums.failed,
    skipped: first.sums.skipped + second.sums.skipped,
    again: second.sums.passed,
  };
}

/** Runs the unit tests, all or those of some files; those in `died` had no chance and are not counted. */
async function unitRun(filters) {
  rmSync(reports.unit, { force: true });
  const content = await tool(
    'node_modules/vitest/vitest.mjs',
    ['run', '-c', 'build/vitest.config.ts', '--passWithNoTests', ...filters],
    // Threads read TypeScript: what Node has stripped once need not be stripped for each of them.
    { NODE_COMPILE_CACHE: join(root, '.cache/compile') },
  );
  const report = readJson(reports.unit);
  const stopped = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  // A file that cannot be loaded says why; one whose process died says nothing.
  const died = stopped.filter(({ message }) => message === '');
  const failedTests = report ? report.numFailedTests + stopped.length - died.length : 0;
  const lost = died.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'passed'));
  const sums = counted(
    content,
    report && {
      passed: report.numPassedTests - lost.length,
      failed: failedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    },
  );
  return { failedTests, died: died.map(({ name }) => relative(root, name)), sums };
}

/** A part that cannot be built counts as one failure; a build is no test of its own. @returns {Promise<Count>} */
async function buildParts() {
  await build();
  return { passed: 0, failed: 0 };
}

async function endToEndTests(filters) {
  rmSync(reports.e2e, { force: true });
  const content = await tool('node_modules/@playwright/test/cli.js', [
    'test',
    '-c',
    'build/playwright.config.ts',
    '--pass-with-no-tests',
    // Only the file's own name counts, not the folder that the project lies in.
    ...filters.map((filter) => `e2e/[^/]*${filter}[^/]*$`),
  ]);
  const report = readJson(reports.e2e);
  return counted(
    content,
    report && {
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected,
      skipped: report.stats.skipped,
      again: report.stats.flaky,
    },
  );
}

const packagingCheck = async () => count([await tool('build/check-package.ts', [])]);

await runMain(async () => {
  const asked = process.argv.slice(2);
  const named = asked.filter((one) => stages.includes(one));
  const filters = asked.filter((one) => !stages.includes(one));
  const wanted = (stage) =>
    named.length > 0 ? named.includes(stage) : filters.length === 0 || stage === 'unit' || stage === 'e2e';

  const total = { passed: 0, failed: 0 };
  const stage = async (title, work) => {
    console.log(`\n── ${title}`);
    const since = performance.now();
    const { passed, failed, skipped, again } = await work().catch((error) => {
      console.error(error instanceof PlainError ? error.message : error);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    total.passed += passed;
    total.failed += failed;
    const also = `${skipped ? `, ${skipped} skipped` : ''}${again ? `, ${again} only at the second try` : ''}`;
    console.log(`── ${title}: ${passed} passed, ${failed} failed${also} (${took(since)})`);
    return failed === 0;
  };

  const ready = await stage('setup', async () => {
    await setup({ tests: true });
    if (!hasDisplay()) process.env.DISPLAY = (await startDisplay()).display;
    return { passed: 0, failed: 0 };
  });
  if (ready && wanted('static')) await stage('static checks', staticChecks);
  if (ready && wanted('unit')) await stage('unit and integration tests', () => unitTests(filters));
  if (ready && (wanted('e2e') || wanted('package'))) {
    const built = await stage('build', buildParts);
    if (!built) console.log('\nThe end-to-end tests and the packaging check were left out: there is nothing to test.');
    if (built && wanted('e2e')) await stage('end-to-end tests', () => endToEndTests(filters));
    if (built && wanted('package')) await stage('packaging check', packagingCheck);
  }

  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
});
