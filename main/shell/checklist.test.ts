import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const main = join(import.meta.dirname, '..');
const sources = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(join(main, name), 'utf8') }));

const using = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

it.each<[string, RegExp, string[]]>([
  ['only one door opens addresses outside', /openExternal|openPath|showItemInFolder/, ['shell/actions.ts']],
  ['only one place makes windows', /new (BrowserWindow|BaseWindow|WebContentsView)/, ['shell/window.ts']],
  ['only the wrapper serves calls', /ipcMain/, ['ipc/register.ts']],
  [
    // The practice gateway plays Huifu, which does not check the certificate of a merchant's own address either.
    'certificate errors are overridden nowhere',
    /certificate-error|setCertificateVerifyProc|rejectUnauthorized|ignore-certificate|NODE_TLS_REJECT/,
    ['practice/notices/deliver.ts'],
  ],
  [
    'no page has Node, webviews or experiments',
    /nodeIntegration\w*: true|webviewTag: true|experimentalFeatures: true|enableBlinkFeatures|bypassCSP: true/,
    [],
  ],
  [
    'no page is less than sandboxed',
    /sandbox: false|contextIsolation: false|webSecurity: false|allowRunningInsecureContent: true|no-sandbox/,
    [],
  ],
  ['nothing runs text as script', /executeJavaScript|insertCSS|\beval\(|new Function/, []],
])('%s', (_rule, pattern, expected) => expect(using(pattern)).toEqual(expected));
