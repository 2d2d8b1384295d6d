import type { operatorsChannels } from '../../../shared/contract/channels/operators.ts';
import type { Answered } from '../../../shared/contract/errors.ts';
import { ok } from '../../../shared/domain/result.ts';
import { failure } from '../../log/failure.ts';
import type { Operators } from '../../operators/operators.ts';
import { done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function operatorsHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof operatorsChannels> {
  /** Does something with the people of the ledger on the screen. */
  async function among<T>(work: (operators: Operators) => Promise<Answered<T>>): Promise<Answered<T>> {
    const operators = merchantConsole.operators();
    return operators.ok ? work(operators.data) : operators;
  }

  return {
    'session.signIn': ({ operatorId, pin }) =>
      among((operators) => {
        merchantConsole.access.active();
        return operators.signIn(operatorId, pin);
      }),
    'session.lock': async () => {
      await merchantConsole.access.lock('person');
      return done;
    },
    'session.active': async () => {
      merchantConsole.access.active();
      return done;
    },
    'session.recover': async ({ operatorId, newPin, passphrase }) => {
      const path = await shell.openFile('credentials');
      if (path === null) return failure('cancelledDialog');
      merchantConsole.access.active();
      return merchantConsole.access.recover({ operatorId, newPin, path, passphrase });
    },
    'operators.list': () => among(async (operators) => ok(operators.list())),
    'operators.add': (given) => among((operators) => operators.add(given)),
    'operators.change': ({ operatorId, pin, ...change }) =>
      among((operators) => operators.change(operatorId, change, pin)),
    'operators.remove': ({ operatorId, pin }) => among((operators) => operators.remove(operatorId, pin)),
    'operators.changePin': ({ pin, newPin }) => among((operators) => operators.changePin(pin, newPin)),
    'operators.limits': () => among(async (operators) => ok(operators.limits())),
    'operators.setLimits': ({ limits, pin, approvalId }) =>
      among((operators) => operators.setLimits(limits, pin, approvalId)),
    'approvals.give': ({ approverId, pin, binding }) =>
      among(async (operators) => {
        const requester = operators.current();
        return requester ? operators.approvals.give(requester, approverId, pin, binding) : failure('locked');
      }),
  };
}
