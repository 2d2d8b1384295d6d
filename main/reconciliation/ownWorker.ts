/** In the built app the worker is bundled beside the main file; from the sources Node runs it as it is. */
export function ownWorker(): URL {
  const file = import.meta.url.endsWith('.ts') ? './worker.ts' : './reconciliation-worker.js';
  return new URL(file, import.meta.url);
}
