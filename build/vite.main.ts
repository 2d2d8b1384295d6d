import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The main process and its workers: ES modules for Node 24, everything bundled but Electron and the native keytar. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  ssr: { noExternal: true, external: ['electron', 'keytar'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/main',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        index: 'main/index.ts',
        'ledger-worker': 'main/ledger/worker.ts',
        'reconciliation-worker': 'main/reconciliation/worker.ts',
      },
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
    },
  },
});
