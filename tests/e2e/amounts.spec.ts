import type { Page } from 'playwright';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { charge, expect, ledgerOf, openShop, test } from './fixtures.ts';

let gateway: PracticeProcess;
test.beforeAll(async () => {
  gateway = await startPracticeProcess();
});
test.beforeEach(() => gateway.reset());
test.afterAll(() => gateway.kill());

/** Nothing was asked of the gateway, and nothing stands in the ledger. */
async function expectNothingCharged(page: Page, why: string): Promise<void> {
  const asked = (await gateway.calls()).filter(({ path }) => path.endsWith('/preorder'));
  expect({ asked, ledger: await ledgerOf(page) }, why).toEqual({ asked: [], ledger: [] });
}

/** What is said about what was typed; the live region that is always there says nothing. */
const complaints = (page: Page) => page.getByRole('alert').filter({ hasText: /\S/ });

const amountProblem = (name: string, values = {}) => words('collect', `amount.problem.${name}`, values);

const wrongAmounts: [typed: string, sentence: string][] = [
  ['', amountProblem('empty')],
  ['0', amountProblem('zero')],
  ['0.00', amountProblem('zero')],
  ['0.001', amountProblem('decimals')],
  ['1e3', amountProblem('exponent')],
  ['12,50', amountProblem('comma')],
  ['1,000.00', amountProblem('comma')],
  ['１２．５００', amountProblem('fullWidthPlain')],
  ['-5', amountProblem('negative')],
  ['－5', amountProblem('fullWidthPlain')],
  ['12a', amountProblem('notANumber')],
  ['12.5.0', amountProblem('notANumber')],
  ['１２元', amountProblem('fullWidthPlain')],
  ['¥12', amountProblem('notANumber')],
  ['123456789012345', amountProblem('tooLarge')],
  ['999999999999', amountProblem('tooLarge')],
];

test('an amount that cannot be charged: the sentence says why, Enter charges nothing', async ({
  console: run,
  userDataDir,
}) => {
  const { page } = run;
  await openShop(run, { userDataDir, gateway });
  const field = page.getByTestId('amount-input');
  for (const [typed, sentence] of wrongAmounts) {
    await test.step(`“${typed}”`, async () => {
      await charge(page, typed);
      await expect(complaints(page).filter({ hasText: sentence })).toBeVisible();
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAttribute('aria-describedby', await idOf(page, sentence));
      await expect(field).toHaveValue(typed);
      await page.getByTestId('charge').click();
      await expectNothingCharged(page, typed);
    });
  }
  // More typing makes it good again.
  await charge(page, '0');
  await page.keyboard.type('.01');
  await expect(complaints(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  expect(await gateway.orders()).toMatchObject([{ trans_amt: '0.01' }]);
});

/** The element that holds the sentence and that the field names as its description. */
function idOf(page: Page, sentence: string): Promise<string> {
  return page
    .getByText(sentence, { exact: true })
    .evaluate((element) => element.closest('[id]')?.id ?? 'without an id');
}

test('full-width digits: Enter puts the plain form in place, and only the next Enter charges it', async ({
  console: run,
  userDataDir,
}) => {
  const { page } = run;
  await openShop(run, { userDataDir, gateway });
  const field = page.getByTestId('amount-input');
  const offer = page.getByRole('button', { name: words('collect', 'amount.usePlain', { plain: '12.5' }) });
  for (const typed of ['１２．５', '１２。５', '12．5']) {
    await field.fill(typed);
    await expect(complaints(page).filter({ hasText: amountProblem('fullWidth', { plain: '12.5' }) })).toBeVisible();
    await expect(offer).toBeVisible();
    if (typed === '１２．５') await page.keyboard.press('Enter');
    else await offer.click();
    await expect(field).toHaveValue('12.5');
    await expectNothingCharged(page, typed);
  }
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  expect(await gateway.orders()).toMatchObject([{ trans_amt: '12.50' }]);
  expect(await ledgerOf(page)).toMatchObject([{ amount: 1250 }]);
});

test('the largest amount is taken to the last fen', async ({ console: run, userDataDir }) => {
  const { page } = run;
  await openShop(run, { userDataDir, gateway });
  await page.getByTestId('amount-input').fill(' 99999999999.99 ');
  await expect(page.getByText(words('collect', 'amount.read', { amount: '99,999,999,999.99' }))).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  expect(await gateway.orders()).toMatchObject([{ trans_amt: '99999999999.99' }]);
  expect(await ledgerOf(page)).toMatchObject([{ amount: 9_999_999_999_999 }]);
});

const noteProblem = (name: string, over = 0) => words('collect', `note.problem.${name}`, { over });

const wrongNotes: [name: string, pasted: string, sentence: string, cleaned: string | null][] = [
  ['a control character', '3 号\u0007桌', noteProblem('controlCharacters'), '3 号桌'],
  ['a tab', '3 号\t桌', noteProblem('controlCharacters'), '3 号桌'],
  ['a line separator', '3 号\u2028桌', noteProblem('controlCharacters'), '3 号桌'],
  ['emoji', '奶茶🧋 2 杯', noteProblem('unsupportedCharacters'), '奶茶 2 杯'],
  ['a family of emoji', '👨‍👩‍👧 3 号桌', noteProblem('unsupportedCharacters'), '3 号桌'],
  ['an invisible character', '3 号\u200b桌', noteProblem('unsupportedCharacters'), '3 号桌'],
  ['41 characters', '字'.repeat(41), noteProblem('tooLong', 1), null],
  ['emoji, and too much of everything', `🧋${'字'.repeat(45)}`, noteProblem('unsupportedCharacters'), '字'.repeat(40)],
];

test('a note that cannot be sent: the sentence says why, nothing is charged, the offered fix works', async ({
  console: run,
  userDataDir,
}) => {
  const { page } = run;
  await openShop(run, { userDataDir, gateway });
  const note = page.getByTestId('note-input');
  const clean = page.getByRole('button', { name: words('collect', 'note.useClean') });
  for (const [name, pasted, sentence, cleaned] of wrongNotes) {
    await test.step(name, async () => {
      await page.getByTestId('amount-input').fill('8');
      await note.fill('');
      await note.evaluate((element, text) => {
        element.focus();
        document.execCommand('insertText', false, text);
      }, pasted);
      await expect(complaints(page).filter({ hasText: sentence })).toBeVisible();
      await page.keyboard.press('Enter');
      await page.getByTestId('charge').click();
      await expectNothingCharged(page, name);
      await expect(page.getByTestId('amount-input')).toHaveValue('8');
      await expect(clean).toHaveCount(cleaned === null ? 0 : 1);
      if (cleaned === null) return;
      await clean.click();
      await expect(note).toHaveValue(cleaned);
      await expect(complaints(page)).toHaveCount(0);
    });
  }
  await note.fill('字'.repeat(40));
  await expect(complaints(page)).toHaveCount(0);
  await note.press('Enter');
  await expect(page.getByTestId('qr')).toBeVisible();
  expect(await ledgerOf(page)).toMatchObject([{ amount: 800, note: '字'.repeat(40) }]);
});

test('the main process refuses by itself what a window must not ask for', async ({ console: run, userDataDir }) => {
  const { page } = run;
  await openShop(run, { userDataDir, gateway });
  const codes = await page.evaluate(async () => {
    const asked: unknown[] = [
      { amount: 0 },
      { amount: -100 },
      { amount: 0.5 },
      { amount: 1e15 },
      { amount: '12.50' },
      { amount: 100, note: 'x'.repeat(201) },
      { amount: 100, note: '奶茶🧋' },
      { amount: 100, note: 'a\u0000b' },
      { amount: 100, note: '字'.repeat(41) },
      // The window still shows a merchant whom the main process has left.
      { amount: 100, profileId: 'another merchant' },
    ];
    const state = await window.huifuConsole['app.state'](undefined);
    const profileId = (state.ok && state.data.profile?.id) || '';
    const answers = asked.map((request) =>
      window.huifuConsole['payments.collect']({
        attemptId: crypto.randomUUID(),
        profileId,
        note: '',
        ...(request as object),
      } as never),
    );
    return (await Promise.all(answers)).map((answer) => (answer.ok ? 'charged' : answer.error.code));
  });
  const expected = [...Array<string>(6).fill('badRequest'), ...Array<string>(3).fill('goodsText'), 'stateChanged'];
  expect(codes).toEqual(expected);
  await expectNothingCharged(page, 'asked by the window');
});
