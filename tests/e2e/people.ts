import type { Page } from '@playwright/test';
import type { Role } from '../../shared/domain/permission.ts';
import { words } from '../words.ts';
import { expect } from './fixtures.ts';

/** Somebody who works in a shop. */
export interface Person {
  name: string;
  pin: string;
}

/** The shop's owner in every test that has operators. */
export const OWNER: Person = { name: '王店主', pin: '271828' };

/** Settings › operators. */
export async function openPeople(page: Page): Promise<void> {
  await page.keyboard.press('Control+8');
  await page.getByRole('tab', { name: words('settings', 'tabs.operators') }).click();
}

export async function typeNewPin(page: Page, pin: string): Promise<void> {
  await page.getByTestId('new-pin').fill(pin);
  await page.getByTestId('new-pin-again').fill(pin);
}

/** Makes the shop's first operator, who is then signed in; the list of operators stays open for {@link addPerson}. */
export async function addOwner(page: Page): Promise<void> {
  await openPeople(page);
  await page.getByTestId('add-operator').click();
  await page.getByTestId('operator-name').fill(OWNER.name);
  await typeNewPin(page, OWNER.pin);
  await page.getByTestId('save-operator').click();
  await expect(page.getByTestId('operator-here')).toHaveText(OWNER.name);
}

/** With the list of operators open and the owner signed in. */
export async function addPerson(page: Page, who: Person, role: Role): Promise<void> {
  await page.getByTestId('add-operator').click();
  await page.getByTestId('operator-name').fill(who.name);
  await page.getByRole('radio', { name: new RegExp(`^${words('operators', `role.${role}`)}`) }).click();
  await typeNewPin(page, who.pin);
  await page.getByTestId('own-pin').fill(OWNER.pin);
  await page.getByTestId('save-operator').click();
  await expect(page.getByTestId('operator-row').filter({ hasText: who.name })).toBeVisible();
}

/** With the list of operators open and the owner signed in. */
export async function removePerson(page: Page, who: Person): Promise<void> {
  await page.getByRole('button', { name: `${words('operators', 'list.remove')} ${who.name}` }).click();
  await page.getByTestId('own-pin').fill(OWNER.pin);
  await page.getByTestId('remove-operator').click();
}

/** At the lock screen. */
export async function signIn(page: Page, who: Person): Promise<void> {
  await expect(page.getByTestId('lock-page')).toBeVisible();
  // Whoever was here last, or is the only one, is asked for the PIN at once.
  const other = page.getByTestId('somebody-else');
  if (await other.isVisible()) await other.click();
  if (!(await page.getByTestId('pin-input').isVisible())) await page.getByRole('button', { name: who.name }).click();
  await page.keyboard.type(who.pin);
  await page.keyboard.press('Enter');
}

/** Locks the console, and somebody else signs in. */
export async function switchTo(page: Page, who: Person): Promise<void> {
  await page.keyboard.press('Control+L');
  await signIn(page, who);
  await expect(page.getByTestId('operator-here')).toHaveText(who.name);
}

/** Agrees to what the approval on the screen is about, with the PIN of whoever is chosen there. */
export async function approve(page: Page, who: Person): Promise<void> {
  const step = page.getByTestId('approval-step');
  await step.getByText(who.name, { exact: true }).click();
  await page.getByTestId('approver-pin').fill(who.pin);
  await page.getByTestId('give-approval').click();
  await expect(step).toBeHidden();
}
