import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit and integration tests: they sit beside their source and run in plain Node. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{main,shared,preload,renderer,build,tests}/**/*.test.ts'],
    environment: 'node',
    // Threads read TypeScript, which Node strips by WebAssembly; two threads that do so at once may end the process as V8 makes
    // their calls faster (docs/known-issues.md). So it does not.
    execArgv: ['--wasm-wrapper-tiering-budget=2147483647'],
    // Tests wait more than they work.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'test-results/unit.json' }]],
  },
});
