import { fromChromium } from './addresses.ts';
import type { Cdp, Protocol } from './cdp.ts';
import { PRELOAD_WORLD } from './bridge.ts';

/** A frame as the main process sees it. */
export type FrameView = Pick<Electron.WebFrameMain, 'url' | 'origin' | 'detached'> & { parent: FrameView | null };

/** Follows the frames of a page and the preload worlds in them, so that the sender of a call is the frame it came from. */
export class Frames {
  readonly #frames = new Map<string, { url: string; parentId: string | undefined }>();
  readonly #worlds = new Map<number, string>();
  readonly mainId: string;
  readonly onNavigated: (() => void)[] = [];

  constructor(cdp: Cdp, sessionId: string, mainId: string) {
    this.mainId = mainId;
    const seen = ({ frame }: { frame: Protocol.Page.Frame }) => {
      this.#frames.set(frame.id, { url: frame.url, parentId: frame.parentId });
      if (frame.id === mainId) for (const told of this.onNavigated) told();
    };
    cdp.on('Page.frameNavigated', seen, sessionId);
    cdp.on(
      'Page.frameAttached',
      ({ frameId, parentFrameId }) => this.#frames.set(frameId, { url: 'about:blank', parentId: parentFrameId }),
      sessionId,
    );
    cdp.on('Page.frameDetached', ({ frameId }) => this.#frames.delete(frameId), sessionId);
    cdp.on(
      'Page.navigatedWithinDocument',
      ({ frameId, url }) => {
        const frame = this.#frames.get(frameId);
        if (frame) frame.url = url;
      },
      sessionId,
    );
    cdp.on(
      'Runtime.executionContextCreated',
      ({ context }) => {
        if (context.name === PRELOAD_WORLD)
          this.#worlds.set(context.id, (context.auxData as { frameId: string }).frameId);
      },
      sessionId,
    );
    cdp.on(
      'Runtime.executionContextDestroyed',
      ({ executionContextId }) => this.#worlds.delete(executionContextId),
      sessionId,
    );
    cdp.on('Runtime.executionContextsCleared', () => this.#worlds.clear(), sessionId);
  }

  /** The frame behind a preload world, or `null` when it has gone. */
  ofWorld(contextId: number): FrameView | null {
    const id = this.#worlds.get(contextId);
    return id === undefined ? null : this.#view(id);
  }

  /** The preload world of the top frame, where messages of the main process go. */
  mainWorld(): number | null {
    for (const [contextId, frameId] of this.#worlds) if (frameId === this.mainId) return contextId;
    return null;
  }

  isMain(frameId: string): boolean {
    return frameId === this.mainId;
  }

  url(): string {
    return this.#view(this.mainId)?.url ?? '';
  }

  #view(id: string): FrameView | null {
    const frame = this.#frames.get(id);
    if (!frame) return null;
    const url = fromChromium(frame.url);
    const address = URL.parse(url);
    return {
      url,
      origin: address ? `${address.protocol}//${address.host}` : 'null',
      detached: false,
      parent: frame.parentId === undefined ? null : this.#view(frame.parentId),
    };
  }
}
