/* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page is sent there as text and stands alone */
import { randomUUID } from 'node:crypto';
import type { Wire } from './wire.ts';
import { createWire } from './wire.ts';

/** The isolated world in which the preload script runs, and the binding that only that world can see. */
export const PRELOAD_WORLD = 'electron-preload';
export const BINDING = '__standInSend';
/** Where the main process's messages arrive, inside the isolated world. */
export const RECEIVE = '__standInReceive';

/* The functions below run in the page: their source text is sent there, so they use nothing from this module. */

/**
 * One end of the bridge between the page's world and the preload script's. The worlds share the document but no objects;
 * messages travel as text in synchronous DOM events. Functions and promises are lent: the other end gets one that calls
 * back, as with Electron's contextBridge.
 */
function createEnd(wire: Wire, sendAs: string, hearAs: string) {
  type Callable = (...args: unknown[]) => unknown;
  interface Reply {
    ok: boolean;
    value: string;
  }
  type Message =
    | { call: number; args: string }
    | { reply: Reply }
    | ({ settle: number } & Reply)
    | { expose: string; value: string };
  const { dispatchEvent, addEventListener } = window;
  const lentOut = new Map<number, object>();
  const ids = new WeakMap<object, number>();
  const settlers = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let lastId = 0;
  let lastReply: Reply | null = null;

  const send = (message: Message) => void dispatchEvent(new CustomEvent(sendAs, { detail: JSON.stringify(message) }));
  const lend = (value: object): number => {
    const known = ids.get(value);
    if (known !== undefined) return known;
    const id = ++lastId;
    ids.set(value, id);
    if (value instanceof Promise) {
      value.then(
        (result) => send({ settle: id, ok: true, value: wire.pack(result, lent) }),
        (error: unknown) =>
          send({ settle: id, ok: false, value: error instanceof Error ? error.message : String(error) }),
      );
    } else lentOut.set(id, value);
    return id;
  };
  const borrow = (id: number, kind: 'function' | 'promise'): unknown => {
    if (kind === 'promise') return new Promise((resolve, reject) => settlers.set(id, { resolve, reject }));
    return (...args: unknown[]) => {
      lastReply = null;
      send({ call: id, args: wire.pack(args, lent) });
      const reply = lastReply as Reply | null;
      if (!reply) throw new Error('the other world did not answer');
      if (!reply.ok) throw new Error(reply.value);
      return wire.unpack(reply.value, lent);
    };
  };
  const lent = { lend, borrow };

  addEventListener(hearAs, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as Message;
    if ('call' in message) {
      let reply: Reply;
      try {
        const called = lentOut.get(message.call) as Callable;
        reply = { ok: true, value: wire.pack(called(...(wire.unpack(message.args, lent) as unknown[])), lent) };
      } catch (error) {
        reply = { ok: false, value: error instanceof Error ? error.message : String(error) };
      }
      send({ reply });
    } else if ('reply' in message) {
      lastReply = message.reply;
    } else if ('settle' in message) {
      const settler = settlers.get(message.settle);
      settlers.delete(message.settle);
      if (message.ok) settler?.resolve(wire.unpack(message.value, lent));
      else settler?.reject(new Error(message.value));
    } else {
      const freeze = (value: unknown): unknown => {
        if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
        return Object.freeze(value);
      };
      const value = freeze(wire.unpack(message.value, lent));
      Object.defineProperty(globalThis, message.expose, {
        value,
        enumerable: true,
        writable: false,
        configurable: false,
      });
    }
  });
  return { expose: (name: string, value: unknown) => send({ expose: name, value: wire.pack(value, lent) }) };
}

/** Gives the preload script the part of `electron` that a sandboxed one has, and runs it. */
function runPreload(
  wire: Wire,
  end: ReturnType<typeof createEnd>,
  names: { binding: string; receive: string },
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
) {
  const world = globalThis as unknown as Record<string, unknown>;
  const post = world[names.binding] as (text: string) => void;
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, ((...args: unknown[]) => void)[]>();
  let lastId = 0;
  world[names.receive] = (text: string) => {
    const message = wire.unpack(text) as {
      id?: number;
      ok?: boolean;
      value?: unknown;
      channel?: string;
      args?: unknown[];
    };
    if (message.id === undefined) {
      for (const listener of listeners.get(message.channel ?? '') ?? []) listener({}, ...(message.args ?? []));
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) call?.resolve(message.value);
    else call?.reject(new Error(String(message.value)));
  };
  const only = (name: string, part: object) =>
    new Proxy(part, {
      get(target, key) {
        if (key in target || typeof key === 'symbol' || key === 'then') return Reflect.get(target, key) as unknown;
        throw new Error(`${name}.${key} is not part of the stand-in host`);
      },
    });
  const ipcRenderer = only('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        post(wire.pack({ id, channel, args }));
      }),
    on: (channel: string, listener: (...args: unknown[]) => void) =>
      void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    off: (channel: string, listener: (...args: unknown[]) => void) =>
      void listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((one) => one !== listener),
      ),
  });
  const electron = only('electron', {
    ipcRenderer,
    contextBridge: only('contextBridge', { exposeInMainWorld: end.expose }),
  });
  const module = { exports: {} };
  const require = (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name} (a sandboxed preload script has only electron)`);
  };
  preload(require, module, module.exports);
}

/** The scripts for one window: `page` goes into the page's own world and must be added first, `preload` into the isolated one. */
export function bridgeScripts(preloadSource: string): { page: string; preload: string } {
  const toPage = randomUUID();
  const toPreload = randomUUID();
  const end = (send: string, hear: string) => `(${createEnd})((${createWire})(), '${send}', '${hear}')`;
  // Like Electron's, a preload script runs in the top frame only.
  const topOnly = (body: string) => `if (window === window.top) { ${body} }`;
  return {
    page: topOnly(`${end(toPreload, toPage)};`),
    preload: topOnly(
      `(${runPreload})((${createWire})(), ${end(toPage, toPreload)}, ${JSON.stringify({ binding: BINDING, receive: RECEIVE })},` +
        `function (require, module, exports) {\n${preloadSource}\n});`,
    ),
  };
}
