import type { Duplex } from 'node:stream';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };

type Commands = Protocol.CommandParameters;
type Answers = Protocol.CommandReturnValues;
type EventName = keyof Protocol.Events;
type Handler = (params: never) => unknown;

interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
}

/** A small client of Chromium's DevTools protocol over `--remote-debugging-pipe`: JSON, each message ended by NUL. */
export class Cdp {
  readonly #write: (text: string) => void;
  readonly #waiting = new Map<number, { method: string; resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #handlers = new Map<string, Handler[]>();
  #lastId = 0;
  #closed = false;

  constructor(toBrowser: Duplex, fromBrowser: Duplex) {
    this.#write = (text) => void toBrowser.write(`${text}\0`);
    let rest = '';
    fromBrowser.setEncoding('utf8');
    fromBrowser.on('data', (text: string) => {
      const messages = (rest + text).split('\0');
      rest = messages.pop() ?? '';
      for (const message of messages) this.#receive(JSON.parse(message) as Message);
    });
    fromBrowser.on('close', () => this.#close());
    toBrowser.on('error', () => this.#close());
  }

  /** Sends a command to the browser, or to the target behind `sessionId`. Rejects with the method's name on failure. */
  send<M extends keyof Commands>(method: M, params?: Commands[M], sessionId?: string): Promise<Answers[M]> {
    if (this.#closed) return Promise.reject(new Error(`${method}: Chromium is gone`));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve: resolve as (value: unknown) => void, reject });
      this.#write(JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) }));
    });
  }

  /** Listens to an event of the browser, or of the target behind `sessionId`. */
  on<E extends EventName>(event: E, handler: (params: Protocol.Events[E]) => unknown, sessionId = ''): void {
    const key = `${sessionId} ${event}`;
    this.#handlers.set(key, [...(this.#handlers.get(key) ?? []), handler as Handler]);
  }

  #receive({ id, sessionId, method, params, result, error }: Message): void {
    if (id === undefined) {
      for (const handler of this.#handlers.get(`${sessionId ?? ''} ${method ?? ''}`) ?? []) handler(params as never);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${waiting.method}: ${error.message}`));
    else waiting?.resolve(result);
  }

  #close(): void {
    this.#closed = true;
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium is gone`));
    this.#waiting.clear();
  }
}
