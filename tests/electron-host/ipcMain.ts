import { createWire } from './wire.ts';
import { strict } from './strict.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

const handlers = new Map<string, Handler>();
const wire = createWire();

export const ipcMain = strict('ipcMain', {
  handle(channel, listener) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  },
} satisfies Partial<Electron.IpcMain>);

/** Answers one call that came over the binding: text in, text out, never rejects. */
export async function answerInvoke(text: string, event: Electron.IpcMainInvokeEvent): Promise<string> {
  const { id, channel, args } = wire.unpack(text) as { id: number; channel: string; args: unknown[] };
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return wire.pack({ id, ok: true, value: (await handler(event, ...args)) as unknown });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return wire.pack({ id, ok: false, value: `Error invoking remote method '${channel}': ${message}` });
  }
}

export const packEvent = (channel: string, args: unknown[]): string => wire.pack({ channel, args });
