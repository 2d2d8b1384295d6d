import { addDays, businessDateOf, instant } from '../../shared/domain/time.ts';
import { startPracticeProcess, type PracticeProcess } from '../practiceProcess.ts';
import { words } from '../words.ts';
import { assign, bring, compare, differences, imported, mappingOf, panel, part } from './bookkeeping.ts';
import { compareByHandOnly, expect, ledgerOf, openShop, sell, test } from './fixtures.ts';

let gateway: PracticeProcess;
test.beforeEach(async () => {
  gateway = await startPracticeProcess();
});
test.afterEach(() => gateway.kill());

/** A table as some system writes it, whose titles the console has never seen. */
const csv = (...lines: (string | undefined)[][]) => `${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
const dashed = (day: string) => day.replace(/^(....)(..)(..)$/, '$1-$2-$3');
const inFen = (yuan: string) => String(Math.round(Number(yuan) * 100));

test('a day goes through all four legs: trades, wallet bill, settlement, bank; a header that changes is noticed', async ({
  console: run,
  userDataDir,
}) => {
  test.setTimeout(180_000);
  const { page } = run;
  const mapping = mappingOf(page);
  const today = businessDateOf(instant(Date.now()));
  await openShop(run, { userDataDir, gateway });
  await compareByHandOnly(page);
  for (const amount of ['12.50', '88.00']) await sell(page, amount);
  await expect
    .poll(async () => (await ledgerOf(page)).every(({ fee }) => fee !== null), { timeout: 15_000 })
    .toBe(true);

  await test.step('a wallet bill with one wrong amount: both rows, file and line', async () => {
    const bill = await gateway.statement('wechat');
    const lines = bill.split('\r\n');
    const line = lines.findIndex((text) => text.includes('`88.00')) + 1;
    await page.keyboard.press('F8');
    await bring(run, userDataDir, {
      'huifu.csv': await gateway.statement('trade'),
      'wechat.csv': bill.replaceAll('`88.00', '`87.00').replaceAll('`100.50', '`99.50'),
    });
    await expect(imported(page)).toContainText(words('statements', 'format.wechat-all'));

    // With the keyboard to today.
    await page.getByText(words('reconciliation', 'tab.day'), { exact: true }).click();
    await page.getByTestId(`day-${addDays(today, -1)}`).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId(`day-${today}`)).toBeFocused();
    await compare(page, 'open');
    await expect(differences(page)).toHaveCount(1);
    await differences(page).click();
    await expect(panel(page)).toContainText(words('reconciliation', 'outcome.AMT'));
    await expect(panel(page)).toContainText(words('outcomes', 'leg.wallet'));
    await expect(panel(page).getByRole('row', { name: /88\.00 87\.00/ })).toBeVisible();
    await expect(panel(page)).toContainText(words('reconciliation', 'panel.place', { file: 'wechat.csv', line }));
    // A fee of five decimals is no difference to one in whole fen.
    await expect(panel(page).locator('.hc-both-differs')).toHaveCount(1);
    await panel(page).getByTestId('original').click();
    await expect(page.getByTestId('original-line')).toContainText('`87.00');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('original-line')).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toBeHidden();
    await part(page, 'totals').click();
    await expect(page.getByRole('table').filter({ hasText: '99.50' })).toContainText('100.50');
  });

  const [on, , , batch, , from, to, gross, refunded, fee, returned, frozen, net] = (
    await gateway.statement('settlement')
  )
    .split('\r\n')[1]!
    .split(',');
  await test.step('a settlement file and a bank statement whose columns nobody knows', async () => {
    const amounts = [gross, refunded, fee, returned, frozen, net].map((yuan) => inFen(yuan!));
    await bring(run, userDataDir, {
      'settled.csv': csv(
        ['批次号', '结算日', '账期起', '账期止', '交易额', '退款额', '手续费', '退还费', '冻结额', '净额', '状态'],
        [batch, on, from, to, ...amounts, '已打款'],
      ),
      'arrived.csv': csv(['入账日', '来款', '附加说明'], [on, net, `汇付结算 ${batch}`], [on, '1.00', '利息']),
    });
    await expect(imported(page)).toContainText(words('statements', 'import.noDay'));
    await assign(page, 'settled.csv', today);
    await assign(page, 'arrived.csv', today);
    await compare(page, 'unread');

    await mapping.open('settled.csv');
    // What is known is suggested, nothing else: neither whose file it is nor a unit.
    await expect(mapping.column('批次号')).toContainText(words('reconciliation', 'mapping.role.batch'));
    await expect(mapping.form).toContainText(words('reconciliation', 'mapping.legNeeded'));
    await mapping.leg('settlement');
    await mapping.means({ 结算日: 'settled_date', 账期起: 'from_date', 账期止: 'to_date', 交易额: 'amount' });
    await mapping.means({ 退款额: 'refunded', 退还费: 'returned_fee', 冻结额: 'frozen', 净额: 'net' });
    await expect(mapping.confirm).toBeDisabled();
    await mapping.unit('yuan', '净额');
    await expect(mapping.column('净额').getByTestId('mapping-read')).toContainText('10,012.00');
    await mapping.unit('fen', '交易额', '退款额', '手续费', '退还费', '冻结额', '净额');
    await expect(mapping.column('净额').getByTestId('mapping-read')).toContainText('100.12');
    // A status that nobody has heard of.
    await page.locator('[data-word="已打款"]').getByRole('combobox').click();
    await page
      .locator('.ant-select-item-option')
      .getByText(words('reconciliation', 'status.paid'), { exact: true })
      .click();
    await mapping.confirm.click();

    await expect(mapping.form).toContainText('arrived.csv');
    await mapping.leg('bank');
    await mapping.means({ 入账日: 'trade_date', 来款: 'money_in', 附加说明: 'remark' });
    await mapping.unit('yuan', '来款');
    await mapping.confirm.click();
    await expect(mapping.form).toBeHidden();
    await expect(page.getByTestId('mapping-saved')).toBeVisible();

    await compare(page, 'open');
    await part(page, 'list').click();
    await expect(differences(page)).toHaveCount(1); // the wallet's; settlement and bank agree
    await page.keyboard.press('Control+6');
    await page.getByTestId('settlement-day').fill(dashed(today));
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('yuan-verdict')).toContainText(words('settlement', 'sums'));
    await expect(page.getByTestId('yuan-inBank')).toContainText('100.12');
    await page.getByText(words('settlement', 'tab.formula'), { exact: true }).click();
    await expect(page.getByTestId('batch')).toContainText(words('settlement', 'formula.bank.arrived'));
    await expect(page.getByTestId('batch')).toContainText(words('settlement', 'formula.trades.yes'));
    await expect(page.getByTestId('batch')).toContainText(words('settlement', 'formula.ties'));
  });

  await test.step('the bank renames a column, adds one and changes the order: nothing is shifted, somebody is asked', async () => {
    await page.keyboard.press('Control+5');
    await bring(run, userDataDir, {
      'later.csv': csv(['来款', '柜员', '入账日', '摘要'], ['5.00', '7', on, '利息']),
    });
    await assign(page, 'later.csv', today);
    await compare(page, 'unread');
    await mapping.open('later.csv');
    const changed = page.getByTestId('mapping-changed');
    for (const title of ['柜员', '摘要', '附加说明']) await expect(changed).toContainText(title);
    await expect(changed).toContainText('次序不同');
    // What did not change is as it was confirmed.
    await expect(mapping.column('入账日')).toContainText(words('reconciliation', 'mapping.role.trade_date'));
    await expect(mapping.column('来款').getByTestId('mapping-read')).toContainText('¥5.00');
    await expect(mapping.column('柜员')).toContainText(words('reconciliation', 'mapping.ignore'));
    await mapping.confirm.click();
    await expect(mapping.form).toBeHidden();
    await compare(page, 'open');

    // The next file with this header says by itself what it is, and of which day.
    await bring(run, userDataDir, {
      'next.csv': csv(['来款', '柜员', '入账日', '摘要'], ['2.00', '7', addDays(today, -1), '利息']),
    });
    await expect(imported(page)).toContainText(
      words('statements', 'import.storedAs', {
        what: words('statements', 'format.bank'),
        period: dashed(addDays(today, -1)),
      }),
    );
  });
});
