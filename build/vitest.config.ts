import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit and integration tests: they sit beside their source and run in plain Node. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{main,shared,preload,renderer,build,tests}/**/*.test.ts'],
    environment: 'node',
    // Two faults of Node 24's V8 that end a test's process now and then (docs/known-issues.md).
    execArgv: ['--no-sparkplug', '--no-memory-protection-keys'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
