import type { Answered, ConsoleError, ErrorCode } from '../../shared/contract/errors.ts';
import { err } from '../../shared/domain/result.ts';
import { newSupportId } from './supportId.ts';

/** An expected failure for the window, with a support id of its own. */
export function failure(code: ErrorCode, rest: Omit<ConsoleError, 'code' | 'supportId'> = {}): Answered<never> {
  return err({ code, ...rest, supportId: newSupportId() });
}
