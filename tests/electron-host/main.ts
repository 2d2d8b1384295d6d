// Starts the built console in the stand-in host: node tests/electron-host/main.ts [the console's own arguments]
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { becomeReady } from './app.ts';
import { chromiumVersion } from './chromium.ts';

const main = new URL('../../dist/main/index.js', import.meta.url);
if (!existsSync(main)) {
  console.error('The console has not been built yet: run "npm run build" first.');
  process.exit(1);
}

console.error(
  `Running in the stand-in host (Chromium ${chromiumVersion()}): Electron's own binary is not available here.`,
);

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

const loaded = import(main.href);
// Electron is ready once the main module has run, or waits for something: a module may wait for readiness itself.
setImmediate(becomeReady);
await loaded;
