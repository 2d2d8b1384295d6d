import type { practiceChannels } from '../../../shared/contract/channels/practice.ts';
import { failure } from '../../log/failure.ts';
import { phoneAddress } from '../../practice/phone/address.ts';
import { done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function practiceHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof practiceChannels> {
  return {
    'practice.enter': async () => merchantConsole.enterPractice(),
    'practice.leave': () => merchantConsole.leavePractice(),
    'practice.openPhone': async ({ id }) => {
      const desk = merchantConsole.desk();
      if (!desk.ok) return desk;
      if (desk.data.profile.environment !== 'practice') return failure('stateChanged');
      const detail = await desk.data.payments.detail(id);
      if (!detail.ok) return detail;
      const { link } = detail.data.payment;
      const address = link === null ? null : phoneAddress(link, desk.data.profile.baseUrl);
      return address !== null && (await shell.openOutside(address)) ? done : failure('stateChanged');
    },
  };
}
