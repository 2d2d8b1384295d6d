import type { Page } from 'playwright';

/** Between two keys, ms: an ordinary scanner. */
const GAP_MS = 8;

/**
 * Types as a USB scanner does: real key events of the browser, a few ms apart by their time stamps however slow the machine
 * is, with Enter at the end.
 *
 * @param end `null` for a scanner that sends nothing at the end
 */
export async function scan(page: Page, text: string, end: 'Enter' | 'Tab' | null = 'Enter'): Promise<void> {
  // Nobody types an amount and holds up a phone within a hundredth of a second.
  await page.waitForTimeout(80);
  const session = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1000;
  const press = async (key: { key: string; code: string; text?: string; virtual: number }) => {
    const { virtual: windowsVirtualKeyCode, ...rest } = key;
    timestamp += GAP_MS / 1000;
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, windowsVirtualKeyCode, ...rest });
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      timestamp: timestamp + 0.001,
      windowsVirtualKeyCode,
      key: key.key,
      code: key.code,
    });
  };
  for (const character of text) {
    const digit = /\d/.test(character);
    await press({
      key: character,
      code: digit ? `Digit${character}` : '',
      text: character,
      virtual: character.toUpperCase().charCodeAt(0),
    });
  }
  if (end === 'Enter') await press({ key: 'Enter', code: 'Enter', text: '\r', virtual: 13 });
  if (end === 'Tab') await press({ key: 'Tab', code: 'Tab', virtual: 9 });
  await session.detach();
}
