import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Permission } from '../../shared/domain/permission.ts';
import { contract, type ChannelInput, type ChannelName, type ChannelOutput } from '../../shared/contract/channels.ts';
import type { Answered, ErrorCode } from '../../shared/contract/errors.ts';
import { channelPermissions } from '../../shared/contract/permissions.ts';
import { LedgerFault, type LedgerFaultKind } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { isOwnPage } from '../shell/origin.ts';
import type { Handlers } from './handlers/index.ts';

export interface IpcOptions {
  /** The page that may call; `null` while there is none. */
  page(): WebContents | null;
  /** Whether whoever is at the console may do this. */
  permit(permission: Permission): Promise<Answered<null>>;
  /** Told about every refused call and every bug, with the id that the window shows. `error` holds no request data. */
  onFault(channel: ChannelName, error: unknown, supportId: string): void;
}

/** The sender of a call, as far as trust depends on it. */
export type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** True for the top frame of our own page in our own window. A frame that is gone by now is nobody's. */
export function isTrusted({ sender, senderFrame }: Sender, page: WebContents | null): boolean {
  return page !== null && sender === page && senderFrame?.parent === null && isOwnPage(senderFrame.url);
}

/** What the machine did to the ledger, in the window's words. A number that is taken twice would be a bug of ours. */
const ledgerCodes: Record<LedgerFaultKind, ErrorCode> = {
  full: 'ledgerFull',
  busy: 'ledgerBusy',
  readOnly: 'ledgerReadOnly',
  corrupt: 'ledgerFailed',
  gone: 'ledgerFailed',
  failed: 'ledgerFailed',
  duplicate: 'internal',
};

/** Answers one call: sender, schema, permission, handler, always a `Result`. Never rejects. */
export async function answer<N extends ChannelName>(
  channel: N,
  handlers: Handlers,
  options: IpcOptions,
  from: Sender,
  request: unknown,
): Promise<Answered<ChannelOutput<N>>> {
  const refuse = (code: ErrorCode, error: unknown) => {
    const refused = failure(code);
    if (!refused.ok) options.onFault(channel, error, refused.error.supportId);
    return refused;
  };
  try {
    if (!isTrusted(from, options.page())) return refuse('forbiddenSender', new Error('call from a foreign sender'));
    const parsed = contract[channel].request.safeParse(request);
    if (!parsed.success) {
      const where = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'request'}: ${issue.code}`);
      return refuse('badRequest', new Error(`request does not fit the contract: ${where.join(', ')}`));
    }
    const allowed = await options.permit(channelPermissions[channel]);
    if (!allowed.ok) {
      options.onFault(channel, new Error(`refused: ${allowed.error.code}`), allowed.error.supportId);
      return allowed;
    }
    return await handlers[channel](parsed.data as ChannelInput<N>);
  } catch (error) {
    return refuse(error instanceof LedgerFault ? ledgerCodes[error.kind] : 'internal', error);
  }
}
