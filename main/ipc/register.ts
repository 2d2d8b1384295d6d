import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { ChannelName, ConsoleEvents, EventTopic } from '../../shared/contract/channels.ts';
import { channelNames } from '../../shared/contract/names.ts';

/** Answers one call of the page, always with a `Result`; see `answer`. */
export type Answer = (channel: ChannelName, event: IpcMainInvokeEvent, request: unknown) => Promise<unknown>;

/** Serves every channel of the contract through the one wrapper, `answer`. Call once, before the page loads. */
export function registerIpc(answering: Promise<Answer>): void {
  for (const channel of channelNames) {
    ipcMain.handle(channel, async (event, request: unknown) => (await answering)(channel, event, request));
  }
}

/** Makes the function that tells the page about an event; without a page nobody is told, and the next page asks anew. */
export function createBroadcast(page: () => WebContents | null) {
  return <T extends EventTopic>(topic: T, event: ConsoleEvents[T]): void => {
    const target = page();
    if (target && !target.isDestroyed()) target.send(topic, event);
  };
}
