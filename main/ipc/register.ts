import { ipcMain, type WebContents } from 'electron';
import type { ConsoleEvents, EventTopic } from '../../shared/contract/channels.ts';
import { channelNames } from '../../shared/contract/names.ts';
import { answer, type IpcOptions } from './answer.ts';
import type { Handlers } from './handlers/index.ts';

/** Serves every channel of the contract through the one wrapper, `answer`. Call once, before the page loads. */
export function registerIpc(handlers: Handlers, options: IpcOptions): void {
  for (const channel of channelNames) {
    ipcMain.handle(channel, (event, request: unknown) => answer(channel, handlers, options, event, request));
  }
}

/** Makes the function that tells the page about an event; without a page nobody is told, and the next page asks anew. */
export function createBroadcast(page: () => WebContents | null) {
  return <T extends EventTopic>(topic: T, event: ConsoleEvents[T]): void => {
    const target = page();
    if (target && !target.isDestroyed()) target.send(topic, event);
  };
}
