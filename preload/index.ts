import { contextBridge, ipcRenderer } from 'electron';
import type { ConsoleApi, ConsoleEvents, EventTopic } from '../shared/contract/channels.ts';
import { channelNames, eventTopics } from '../shared/contract/names.ts';

/** `channelNames` comes from a `Record<ChannelName, true>`: no channel is missing, none is surplus. */
const calls = Object.fromEntries(
  channelNames.map((channel) => [channel, (request: unknown) => ipcRenderer.invoke(channel, request)]),
) as Omit<ConsoleApi, 'on'>;

/** Topics are checked here: a page must not be able to listen to a channel that is not in the contract. */
function on<T extends EventTopic>(topic: T, listener: (event: ConsoleEvents[T]) => void): () => void {
  if (!eventTopics.includes(topic)) throw new TypeError('no such topic');
  // Only the payload is passed on; Electron's event object would hand out `ipcRenderer` itself.
  const heard = (_event: unknown, payload: ConsoleEvents[T]) => listener(payload);
  ipcRenderer.on(topic, heard);
  return () => void ipcRenderer.off(topic, heard);
}

contextBridge.exposeInMainWorld('huifuConsole', Object.freeze({ ...calls, on } satisfies ConsoleApi));
