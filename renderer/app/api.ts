import { useEffect, useEffectEvent } from 'react';
import type {
  ChannelName,
  ChannelOutput,
  ChannelRequest,
  ConsoleApi,
  ConsoleEvents,
  EventTopic,
} from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import { err } from '../../shared/domain/result.ts';

declare global {
  interface Window {
    /** Put here by the preload script; the only way out of the window. */
    huifuConsole: ConsoleApi;
  }
}

/** Channels without a request are called with the name alone. */
type RequestOf<N extends ChannelName> = undefined extends ChannelRequest<N> ? [] : [request: ChannelRequest<N>];

/**
 * Asks the main process. Expected failures come back as values; should the call itself break (a closed main process),
 * that is the value `internal`, so that no view needs a `catch`.
 */
export async function call<N extends ChannelName>(
  channel: N,
  ...[request]: RequestOf<N>
): Promise<Answered<ChannelOutput<N>>> {
  const ask = window.huifuConsole[channel] as (
    request: ChannelRequest<N> | undefined,
  ) => Promise<Answered<ChannelOutput<N>>>;
  try {
    return await ask(request);
  } catch {
    return err({ code: 'internal', supportId: '' });
  }
}

/** Listens to a topic while the component is on screen; always calls the newest `listener`. */
export function useEvent<T extends EventTopic>(topic: T, listener: (event: ConsoleEvents[T]) => void): void {
  const heard = useEffectEvent(listener);
  useEffect(() => window.huifuConsole.on(topic, (event) => heard(event)), [topic]);
}
