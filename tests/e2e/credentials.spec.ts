import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeCredentials } from '../credentials.ts';
import { scanQr, startPhone } from '../phone.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { expect, test } from './fixtures.ts';

let gateway: PracticeProcess;
test.beforeAll(async () => {
  gateway = await startPracticeProcess();
});
test.afterAll(() => gateway.kill());

/** A folder beside the console's own data, for the files that a merchant brings. */
function broughtFile(userDataDir: string, name: string): string {
  const dir = join(dirname(userDataDir), 'brought');
  mkdirSync(dir, { recursive: true });
  return join(dir, name);
}

test('credentials from a file: imported, checked against the gateway, and used for a payment', async ({
  console: run,
  userDataDir,
}) => {
  const { page, app } = run;
  await app.stubOpenDialog(writeCredentials(broughtFile(userDataDir, 'merchant.json'), gateway));
  await page.getByTestId('start-file').click();
  await expect(page.getByText(words('profiles', 'draft.complete'))).toBeVisible();
  await page.getByRole('button', { name: words('profiles', 'draft.save') }).click();

  // The live check: every finding in words, all good.
  await expect(page.getByText(words('profiles', 'check.summary.good')).first()).toBeVisible();
  await page.getByRole('button', { name: words('profiles', 'check.continue') }).click();

  await expect(page.getByTestId('amount-input')).toBeFocused();
  await page.keyboard.type('0.01');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  const phone = await startPhone();
  const cashier = await phone.open(await scanQr(page));
  await cashier.getByTestId('pay').click();
  await expect(page.getByTestId('paid-amount')).toContainText('0.01');
  await phone.close();

  // Nothing that the console wrote holds the private key, in any of the forms in which it came.
  const key = gateway.merchant_private_key;
  for (const file of filesBelow(userDataDir)) {
    const bytes = readFileSync(file);
    expect(bytes.includes(key.slice(100, 160)), `${file} holds the private key`).toBe(false);
    expect(bytes.includes(Buffer.from(key, 'base64').subarray(200, 260)), `${file} holds the private key`).toBe(false);
  }
  // And the window cannot ask for it.
  const seen = await page.evaluate(async () => JSON.stringify(await window.huifuConsole['app.state'](undefined)));
  expect(seen).not.toContain(key.slice(100, 160));
});

test('the verifying key under the name merchant_public_key is taken as Huifu’s', async ({
  console: run,
  userDataDir,
}) => {
  const { page, app } = run;
  const path = writeCredentials(broughtFile(userDataDir, 'old.json'), gateway, {
    rsa_merch_private_key: undefined,
    rsa_huifu_public_key: undefined,
    merchant_private_key: `-----BEGIN PRIVATE KEY-----\n${gateway.merchant_private_key.replace(/(.{61})/g, '$1 \n')}\n-----END PRIVATE KEY-----`,
    merchant_public_key: gateway.huifu_public_key,
  });
  await app.stubOpenDialog(path);
  await page.getByTestId('start-file').click();
  await expect(page.getByText(words('credentials', 'notes.merchantPublicKeyTakenAsHuifus'))).toBeVisible();
  await expect(page.getByText(words('profiles', 'draft.complete'))).toBeVisible();
});

const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
const pem = (key: typeof other.privateKey) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const spki = (key: typeof other.publicKey) => key.export({ format: 'der', type: 'spki' }).toString('base64');

const wrong: [name: string, change: () => Record<string, unknown>, problem: string][] = [
  ['half a PEM', () => ({ rsa_merch_private_key: pem(other.privateKey).slice(0, 700) }), 'halfPem'],
  [
    'a public key in the private one’s place',
    () => ({ rsa_merch_private_key: gateway.huifu_public_key }),
    'publicInsteadOfPrivate',
  ],
  ['RSA-1024', () => ({ rsa_merch_private_key: pem(weak.privateKey) }), 'tooShort'],
  [
    'the merchant’s own public key in Huifu’s place',
    () => ({ rsa_merch_private_key: pem(other.privateKey), rsa_huifu_public_key: spki(other.publicKey) }),
    'ownPublicKey',
  ],
  ['no merchant ID', () => ({ huifu_id: undefined }), 'huifuIdMissing'],
  ['a plain http address', () => ({ gateway_url: 'http://example.com' }), 'plainHttp'],
];
for (const [name, change, problem] of wrong) {
  test(`${name}: named, and nothing is saved`, async ({ console: run, userDataDir }) => {
    const { page, app } = run;
    await app.stubOpenDialog(writeCredentials(broughtFile(userDataDir, 'wrong.json'), gateway, change()));
    await page.getByTestId('start-file').click();
    await page.getByRole('button', { name: words('profiles', 'draft.save') }).click();
    await expect(page.getByText(words('credentials', `problems.${problem}`)).first()).toBeVisible();
    const state = await page.evaluate(async () => window.huifuConsole['app.state'](undefined));
    expect(state.ok && state.data.profiles).toEqual([]);
  });
}

test('a file that is no credentials file says so and leaves the welcome usable', async ({
  console: run,
  userDataDir,
}) => {
  const { page, app } = run;
  const path = broughtFile(userDataDir, 'photo.json');
  writeFileSync(path, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
  await app.stubOpenDialog(path);
  await page.getByTestId('start-file').click();
  await expect(page.getByRole('alert').first()).toBeVisible();
});

test('keys that do not belong together: the check says which and what to do', async ({ console: run, userDataDir }) => {
  const { page, app } = run;
  const path = writeCredentials(broughtFile(userDataDir, 'mismatch.json'), gateway, {
    rsa_merch_private_key: pem(other.privateKey),
  });
  await app.stubOpenDialog(path);
  await page.getByTestId('start-file').click();
  await page.getByRole('button', { name: words('profiles', 'draft.save') }).click();
  await expect(page.getByText(words('profiles', 'check.summary.bad')).first()).toBeVisible();
});

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}
