import type { Role } from '../../shared/domain/permission.ts';
import { REST_MS, type Album } from './album.ts';

const OWNER_PIN = '271828';

/** The views of operators and shifts, for a shop in which some payments are still open. */
export async function walkPeople({ page, picture, seen }: Album): Promise<void> {
  const settled = () => page.waitForTimeout(REST_MS);
  const add = (name: string, role: Role, newPin: string) =>
    page.evaluate((given) => window.huifuConsole['operators.add'](given), { name, role, newPin, pin: OWNER_PIN });
  await add('王店主', 'owner', OWNER_PIN);
  await add('陈店长', 'manager', '314159');
  await add('小李', 'cashier', '2718');
  await add('刘会计', 'bookkeeper', '1618');

  await page.keyboard.press('Control+8');
  await page.locator('[data-node-key="operators"]').click();
  await seen('operator-row');
  await picture('operators');
  await page.getByTestId('add-operator').click();
  await picture('operators-add');
  await page.keyboard.press('Escape');
  await page.getByTestId('limit-cashier-each').fill('12.345');
  await picture('operators-limits');

  await page.keyboard.press('F10');
  await seen('open-shift');
  await picture('shifts-none');
  await page.evaluate(() => window.huifuConsole['shifts.open']({ float: 20_000 }));
  await seen('current-shift');
  await picture('shifts');
  const orders = await page.getByTestId('unfinished-order').count();
  for (let i = 0; i < orders; i += 1) {
    await page.getByTestId('unfinished-order').nth(i).getByRole('combobox').click();
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .nth(i % 4)
      .click();
    await settled();
  }
  await page.getByTestId('close-shift').click();
  await picture('shifts-closing');
  await page.getByTestId('confirm-close-shift').click();
  await seen('shift-slip');
  await picture('shifts-slip');
  await page.keyboard.press('Escape');
  await picture('shifts-history');

  await page.keyboard.press('Control+L');
  await seen('lock-page');
  await picture('lock');
  await page.getByRole('button', { name: '小李' }).click();
  await picture('lock-pin');
  for (let i = 0; i < 4; i += 1) {
    await page.keyboard.type(`555${i}`);
    await page.keyboard.press('Enter');
    await settled();
  }
  await picture('lock-wait');
  await page.getByTestId('somebody-else').click();
  await page.getByRole('button', { name: '王店主' }).click();
  await page.keyboard.type(OWNER_PIN);
  await page.keyboard.press('Enter');
  await seen('operator-here');
  await picture('strip');
}
