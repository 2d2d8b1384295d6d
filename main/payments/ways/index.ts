import type { Answered } from '../../../shared/contract/errors.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { ok } from '../../../shared/domain/result.ts';
import { choiceOf, placements, type WayChoice } from '../../../shared/domain/way.ts';
import { failure } from '../../log/failure.ts';
import { hostedWay } from './hosted.ts';
import { qrWay, type QrWallet } from './qr.ts';
import type { Way, WayGround } from './types.ts';

/** The way that was chosen, or what is missing for it, in words that say where to mend it. */
export function chosenWay(choice: WayChoice, ground: WayGround): Answered<Way> {
  const { profile, settings } = ground;
  if (!settings.on.includes(choice)) return failure('wayOff');
  if (!placements[choice].generations.includes(profile.generation))
    return failure('wayNotInGeneration', { params: { generation: profile.generation } });
  return furnished(choice, ground);
}

/** The way that a payment went, for sending its order once more; `null` where that must never be done. */
export function wayAgain(payment: Payment, ground: WayGround): Answered<Way> | null {
  const choice = choiceOf(payment);
  return choice && furnished(choice, ground);
}

function furnished(choice: WayChoice, ground: WayGround): Answered<Way> {
  const { profile, settings } = ground;
  const { way, method } = placements[choice];
  if (choice === 'hosted' && profile.projectId === '') return failure('projectMissing');
  if (choice === 'hostedAlipay' && settings.returnScheme === '') return failure('returnSchemeMissing');
  if (choice === 'qrEcny' && settings.ecnyBank === null) return failure('ecnyBankMissing');
  return ok(way === 'qr' ? qrWay(method as QrWallet, ground) : hostedWay(way as 'hosted', ground));
}
