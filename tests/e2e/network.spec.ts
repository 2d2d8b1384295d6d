import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Page } from 'playwright';
import { languages, type Language } from '../../shared/contract/app.ts';
import { writeCredentials } from '../credentials.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { charge, expect, ledgerOf, test } from './fixtures.ts';

let gateway: PracticeProcess;
test.beforeAll(async () => {
  gateway = await startPracticeProcess();
});
test.beforeEach(() => gateway.reset());
test.afterAll(() => gateway.kill());

const servers: Server[] = [];
test.afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

/** A certificate that nobody vouches for, as a company's proxy or an attacker would show. */
function selfSigned(folder: string): { key: Buffer; cert: Buffer } {
  const [key, cert] = [`${folder}-tls.key`, `${folder}-tls.crt`];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject],
    { stdio: 'ignore' },
  );
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

/** A page such as a hotel's network puts in the place of every answer. */
const loginPage = '<!doctype html><title>Wi-Fi</title><h1>Please log in</h1>';

const cases: {
  name: string;
  /** Makes the network like that; returns the address that the merchant's file holds. */
  address: (userDataDir: string) => Promise<string>;
  /** The finding of the live check, `checks.reach.…`. */
  finding: string;
  /** What the counter says, `errors.….title` and `.action`; without one, the result is unknown. */
  refusal: string | null;
}[] = [
  {
    name: 'a host that does not exist',
    address: async () => 'https://gateway.merchant.invalid',
    finding: 'dns',
    refusal: 'dns',
  },
  {
    name: 'a server that does not listen',
    address: async () => {
      const port = await listen(createHttpServer());
      await new Promise((resolve) => servers.pop()!.close(resolve));
      return `http://127.0.0.1:${port}`;
    },
    finding: 'refused',
    refusal: 'refused',
  },
  {
    name: 'a certificate that nobody vouches for',
    address: async (userDataDir) => {
      const server = createHttpsServer(selfSigned(userDataDir), (_, response) => response.end(loginPage));
      return `https://127.0.0.1:${await listen(server)}`;
    },
    finding: 'tls',
    refusal: 'tls',
  },
  {
    name: 'a web page in the place of the answer',
    address: async () => {
      const server = createHttpServer((request, response) => {
        request.resume();
        response.setHeader('content-type', 'text/html').end(loginPage);
      });
      return `http://127.0.0.1:${await listen(server)}`;
    },
    finding: 'notJson',
    refusal: null,
  },
];

async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate((to) => window.huifuConsole['app.savePreferences']({ language: to }), language);
}

for (const { name, address, finding, refusal } of cases) {
  test(`${name}: the check and the counter say so, in both languages`, async ({ console: run, userDataDir }) => {
    const { page, app } = run;
    const gateway_url = await address(userDataDir);
    const { host } = new URL(gateway_url);
    await app.stubOpenDialog(writeCredentials(`${userDataDir}-merchant.json`, gateway, { gateway_url }));
    await page.getByTestId('start-file').click();
    await page.getByRole('button', { name: words('profiles', 'draft.save') }).click();
    for (const language of languages) {
      await speak(page, language);
      await expect(page.getByText(words('profiles', 'check.summary.bad', {}, language)).first()).toBeVisible();
      await expect(page.getByText(words('checks', `reach.${finding}`, { host }, language))).toBeVisible();
      await expect(page.getByText(words('checks', 'query.skipped', {}, language))).toBeVisible();
    }
    await page.getByRole('button', { name: words('profiles', 'check.continueAnyway', {}, 'en') }).click();

    await charge(page, '7.00');
    for (const language of languages) {
      await speak(page, language);
      if (refusal === null) {
        await expect(
          page.getByText(words('collect', 'stage.unknownTitle', {}, language), { exact: true }),
        ).toBeVisible();
        continue;
      }
      const refused = page.getByTestId('refused');
      await expect(refused).toContainText(words('errors', `${refusal}.title`, {}, language));
      await expect(refused).toContainText(words('errors', `${refusal}.action`, {}, language));
    }
    // What certainly never left is failed; what may have arrived somewhere is not.
    expect(await ledgerOf(page)).toMatchObject([
      refusal === null ? { state: 'unknown' } : { state: 'failed', endReason: 'notSent' },
    ]);
    expect(await gateway.calls()).toEqual([]);
  });
}
