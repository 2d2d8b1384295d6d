import type { jobChannels } from '../../../shared/contract/channels/jobs.ts';
import { ok } from '../../../shared/domain/result.ts';
import { failure } from '../../log/failure.ts';
import { atDesk, done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function jobHandlers({ merchantConsole }: HandlerNeeds): HandlersOf<typeof jobChannels> {
  return {
    'jobs.list': async () => atDesk(merchantConsole, async ({ jobs }) => ok(jobs.list())),
    'jobs.cancel': async ({ id }) =>
      atDesk(merchantConsole, async ({ jobs }) => (jobs.cancel(id) ? done : failure('notFound'))),
  };
}
