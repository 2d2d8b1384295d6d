import { defineConfig } from '@playwright/test';

/** End-to-end tests: a real window, a real keychain, a real gateway process; each test its own user data. */
export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: '../test-results/e2e',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: false,
  // A window on a busy machine may miss a moment; what passes only the second time is named at the end of the run.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
});
