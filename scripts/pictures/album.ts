import type { Page } from 'playwright';
import type { Language, Theme } from '../../shared/contract/app.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import type { ConsoleProcess } from '../../tests/launchConsole.ts';
import type { PracticeProcess } from '../../tests/practiceProcess.ts';

/** Everything that a walk through some views needs. */
export interface Album {
  page: Page;
  app: ConsoleProcess;
  /** The gateway that the shop of the pictures is connected to. */
  shop: PracticeProcess;
  look: { language: Language; theme: Theme };
  /** A folder for the files that the walk hands to the console. */
  files: string;
  /** Takes a picture of the window as soon as it rests. */
  picture: (view: string) => Promise<void>;
  /** Waits until the first element with this test id is on the screen. */
  seen: (id: string) => Promise<void>;
}

/** Long enough for panels and dialogs to arrive at their place. */
export const REST_MS = 400;

export async function charge(page: Page, amount: string, note: string): Promise<void> {
  await page.getByTestId('amount-input').fill(amount);
  await page.getByTestId('note-input').fill(note);
  await page.getByTestId('note-input').press('Enter');
}

/** The newest payment, asked of the console itself. */
export async function newest(page: Page): Promise<Payment> {
  const [payment] = await payments(page, 1);
  if (!payment) throw new Error('there is no payment');
  return payment;
}

export async function payments(page: Page, limit: number): Promise<Payment[]> {
  const answer = await page.evaluate(
    (most) => window.huifuConsole['payments.list']({ filter: {}, after: null, limit: most }),
    limit,
  );
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data.rows;
}
