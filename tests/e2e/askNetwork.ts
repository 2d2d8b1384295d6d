/* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page is sent there as text and stands alone */

/** Every way in which a page can ask the network for something. Runs in the page; tells which of them got an answer. */
export async function askNetwork(url: string): Promise<string[]> {
  const socket = url.replace('http', 'ws');
  const element = (tag: string, attributes: Record<string, string>) =>
    new Promise<boolean>((resolve) => {
      const made = document.createElement(tag);
      made.addEventListener('load', () => resolve(tag !== 'iframe'));
      made.addEventListener('error', () => resolve(false));
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      document.body.append(made);
      setTimeout(() => resolve(false), 1500);
    });
  const opens = (source: WebSocket | EventSource) =>
    new Promise<boolean>((resolve) => {
      source.addEventListener('open', () => resolve(true));
      source.addEventListener('error', () => resolve(false));
    });
  const answered = (asked: Promise<unknown>) =>
    asked.then(
      () => true,
      () => false,
    );
  const attempts: Record<string, () => Promise<boolean>> = {
    fetch: () => answered(fetch(url, { mode: 'no-cors' })),
    request: () =>
      answered(
        new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.addEventListener('load', resolve);
          request.addEventListener('error', reject);
          request.open('GET', url);
          request.send();
        }),
      ),
    image: () => element('img', { src: url }),
    script: () => element('script', { src: url }),
    style: () => element('link', { rel: 'stylesheet', href: url }),
    frame: () => element('iframe', { src: url }),
    hint: () => element('link', { rel: 'preconnect', href: url }),
    object: () => element('object', { data: url }),
    media: () => element('video', { src: url }),
    events: async () => opens(new EventSource(url)),
    socket: async () => opens(new WebSocket(socket)),
    import: () => answered(import(/* @vite-ignore */ url)),
    beacon: async () => navigator.sendBeacon(url, 'x') && false, // true only says that it was queued
    ping: async () => {
      const link = document.createElement('a');
      link.href = '#';
      link.setAttribute('ping', url);
      document.body.append(link);
      link.click();
      return false;
    },
  };
  const results = await Promise.all(
    Object.entries(attempts).map(async ([name, attempt]) => ((await attempt().catch(() => false)) ? name : '')),
  );
  return results.filter((name) => name !== '');
}
