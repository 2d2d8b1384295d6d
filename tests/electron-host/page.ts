import { readFileSync } from 'node:fs';
import { fromChromium, toChromium } from './addresses.ts';
import { BINDING, bridgeScripts, PRELOAD_WORLD, RECEIVE } from './bridge.ts';
import type { Cdp, Protocol } from './cdp.ts';
import { Frames, type FrameView } from './frames.ts';
import { answerInvoke } from './ipcMain.ts';
import type { StandInSession } from './session.ts';
import { NotInStandIn, onlyKnown } from './strict.ts';

/** What the window's page asks its owner. Returning true means: prevented. */
export interface PageOwner {
  willNavigate(details: { url: string; isMainFrame: boolean; redirect: boolean }): boolean;
  sentBy(frame: FrameView | null): Electron.IpcMainInvokeEvent;
  gone(): void;
}

/** One page of Chromium, made to behave like Electron's web contents. */
export class Page {
  readonly #cdp: Cdp;
  readonly #id: string;
  readonly #session: StandInSession;
  readonly #owner: PageOwner;
  readonly frames: Frames;
  /** The document that the main process itself is loading: it asks nobody. */
  #loading: string | null = null;

  private constructor(cdp: Cdp, sessionId: string, frames: Frames, session: StandInSession, owner: PageOwner) {
    this.#cdp = cdp;
    this.#id = sessionId;
    this.#session = session;
    this.#owner = owner;
    this.frames = frames;
  }

  /** Prepares the page behind a DevTools session: preload script, request interception, permissions. */
  static async take(
    cdp: Cdp,
    options: { targetId: string; sessionId: string; preload: string; session: StandInSession; owner: PageOwner },
  ): Promise<Page> {
    const { sessionId } = options;
    const page = new Page(cdp, sessionId, new Frames(cdp, sessionId, options.targetId), options.session, options.owner);
    const scripts = bridgeScripts(readFileSync(options.preload, 'utf8'));
    cdp.on('Fetch.requestPaused', (paused) => void page.#request(paused).catch(() => {}), sessionId);
    cdp.on('Runtime.bindingCalled', (call) => void page.#called(call), sessionId);
    cdp.on('Inspector.targetCrashed', () => options.owner.gone(), sessionId);
    await Promise.all([
      cdp.send('Page.enable', {}, sessionId),
      cdp.send('Runtime.enable', {}, sessionId),
      cdp.send('Inspector.enable', {}, sessionId),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId),
      cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD }, sessionId),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page }, sessionId),
      cdp.send(
        'Page.addScriptToEvaluateOnNewDocument',
        { source: scripts.preload, worldName: PRELOAD_WORLD },
        sessionId,
      ),
    ]);
    return page;
  }

  /** Loads an address as `webContents.loadURL` does: resolves when it has loaded, rejects when it could not. */
  async load(url: string): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.#once('Page.loadEventFired', resolve));
    this.#loading = toChromium(url);
    const { errorText } = await this.#cdp.send('Page.navigate', { url: this.#loading }, this.#id);
    if (errorText) throw new Error(`${errorText} loading '${url}'`);
    await loaded;
  }

  /** Brings a text to the preload script of the top frame. */
  async deliver(text: string, world = this.frames.mainWorld()): Promise<void> {
    if (world === null) return;
    const call = {
      functionDeclaration: `function (text) { ${RECEIVE}(text) }`,
      arguments: [{ value: text }],
      executionContextId: world,
    };
    // A page that went away meanwhile needs no answer.
    await this.#cdp.send('Runtime.callFunctionOn', call, this.#id).catch(() => {});
  }

  /** The page as a PDF, laid out for paper; sizes and margins in inches, as Electron takes them. */
  async printToPdf({
    pageSize,
    landscape,
    margins,
    printBackground,
    ...rest
  }: Electron.PrintToPDFOptions): Promise<Buffer> {
    onlyKnown('printToPDF', rest, []);
    const size = typeof pageSize === 'object' ? pageSize : pageSize === 'A4' ? { width: 8.27, height: 11.69 } : null;
    if (!size) throw new NotInStandIn(`printToPDF pageSize '${String(pageSize)}'`);
    const { data } = await this.#cdp.send(
      'Page.printToPDF',
      {
        paperWidth: size.width,
        paperHeight: size.height,
        landscape: landscape ?? false,
        printBackground: printBackground ?? false,
        marginTop: margins?.top ?? 0,
        marginBottom: margins?.bottom ?? 0,
        marginLeft: margins?.left ?? 0,
        marginRight: margins?.right ?? 0,
      },
      this.#id,
    );
    return Buffer.from(data, 'base64');
  }

  async setMedia(scheme: 'light' | 'dark' | 'system', background: string | undefined): Promise<void> {
    const features = scheme === 'system' ? [] : [{ name: 'prefers-color-scheme', value: scheme }];
    await this.#cdp.send('Emulation.setEmulatedMedia', { features }, this.#id);
    const [, r = 'ff', g = 'ff', b = 'ff'] = /^#(..)(..)(..)$/.exec(background ?? '') ?? [];
    const color = { r: parseInt(r, 16), g: parseInt(g, 16), b: parseInt(b, 16), a: 1 };
    await this.#cdp.send('Emulation.setDefaultBackgroundColorOverride', { color }, this.#id);
  }

  #once<E extends keyof Protocol.Events>(event: E, then: () => void): void {
    let done = false;
    this.#cdp.on(event, () => void (done ||= (then(), true)), this.#id);
  }

  async #called({ name, payload, executionContextId }: Protocol.Runtime.bindingCalledPayload): Promise<void> {
    if (name !== BINDING) return;
    const event = this.#owner.sentBy(this.frames.ofWorld(executionContextId));
    await this.deliver(await answerInvoke(payload, event), executionContextId);
  }

  /** Every request of the page comes here before anything happens: navigation rules, `webRequest`, protocol handler. */
  async #request(paused: Protocol.Fetch.requestPausedPayload): Promise<void> {
    const { requestId, request, resourceType, frameId, redirectedRequestId } = paused;
    const url = fromChromium(request.url);
    const fail = (errorReason: Protocol.Network.ErrorReason) =>
      this.#cdp.send('Fetch.failRequest', { requestId, errorReason }, this.#id);
    // Chromium's own guess at an icon; Electron asks for none.
    if (resourceType === 'Other' && URL.parse(url)?.pathname === '/favicon.ico') return void (await fail('Aborted'));
    if (resourceType === 'Document') {
      const own = this.frames.isMain(frameId) && request.url === this.#loading;
      if (own) this.#loading = null;
      const details = { url, isMainFrame: this.frames.isMain(frameId), redirect: redirectedRequestId !== undefined };
      if (!own && this.#owner.willNavigate(details)) return void (await fail('Aborted'));
    }
    if (!(await this.#session.lets(url, request.method))) return void (await fail('BlockedByClient'));
    const handler = this.#session.handler(URL.parse(url)?.protocol.slice(0, -1) ?? '');
    if (!handler) return void (await this.#cdp.send('Fetch.continueRequest', { requestId }, this.#id));
    const answer = await handler({ url, method: request.method, headers: new Headers(request.headers) } as Request);
    await this.#cdp.send(
      'Fetch.fulfillRequest',
      {
        requestId,
        responseCode: answer.status,
        responseHeaders: [...answer.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
      },
      this.#id,
    );
  }
}
