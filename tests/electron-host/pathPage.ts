import { browser, openOwnPage } from './browser.ts';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Stands in for the system's file dialog: a small window that takes a path. Closing it gives `null`. */
export async function askForPath({ title = '', defaultPath = '' }): Promise<string | null> {
  const html = `<!doctype html><meta charset="utf-8"><title>${escape(title)}</title>
    <form style="font: 16px system-ui; margin: 2em" onsubmit="standInPath(p.value); return false">
      <label>${escape(title)}<br><input id="p" autofocus style="width: 100%; font: inherit" value="${escape(defaultPath)}"></label>
      <p><button style="font: inherit">OK</button></p>
    </form>`;
  const { cdp } = await browser();
  const { targetId, sessionId } = await openOwnPage(`data:text/html;base64,${Buffer.from(html).toString('base64')}`);
  const chosen = Promise.withResolvers<string | null>();
  cdp.on('Runtime.bindingCalled', ({ payload }) => chosen.resolve(payload.trim() || null), sessionId);
  cdp.on('Target.detachedFromTarget', (gone) => void (gone.sessionId === sessionId && chosen.resolve(null)));
  await cdp.send('Runtime.enable', {}, sessionId);
  await cdp.send('Runtime.addBinding', { name: 'standInPath' }, sessionId);
  const path = await chosen.promise;
  await cdp.send('Target.closeTarget', { targetId }).catch(() => {}); // a person may have closed it
  return path;
}
