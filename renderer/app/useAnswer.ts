import { useCallback, useEffect, useState } from 'react';
import type { ChannelName, ChannelOutput, ChannelRequest, EventTopic } from '../../shared/contract/channels.ts';
import type { Answered, ConsoleError } from '../../shared/contract/errors.ts';
import { call } from './api.ts';

/**
 * What the main process answers to a request, asked again when the request changes or one of `topics` is told. The last
 * answer stays until the next one is here, so that nothing flickers; an answer that comes too late is dropped.
 *
 * @param topics the same list at every call
 */
export function useAnswer<N extends ChannelName>(
  channel: N,
  request: ChannelRequest<N>,
  topics: readonly EventTopic[] = [],
) {
  const [state, setState] = useState<{ data: ChannelOutput<N> | null; error: ConsoleError | null }>({
    data: null,
    error: null,
  });
  const [turn, setTurn] = useState(0);
  const asked = JSON.stringify(request ?? null);
  const heard = topics.join(' ');
  const again = useCallback(() => setTurn((n) => n + 1), []);
  const take = useCallback((data: ChannelOutput<N>) => setState({ data, error: null }), []);

  useEffect(() => {
    let current = true;
    const ask = call as (name: N, what: unknown) => Promise<Answered<ChannelOutput<N>>>;
    void ask(channel, JSON.parse(asked) ?? undefined).then((answer) => {
      if (!current) return;
      setState((before) =>
        answer.ok ? { data: answer.data, error: null } : { data: before.data, error: answer.error },
      );
    });
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a turn is a reason to ask again, not a value
  }, [channel, asked, turn]);

  useEffect(() => {
    const ends =
      heard === '' ? [] : heard.split(' ').map((topic) => window.huifuConsole.on(topic as EventTopic, again));
    return () => {
      for (const end of ends) end();
    };
  }, [heard, again]);

  return { ...state, again, take };
}
