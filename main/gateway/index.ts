import { aggregatedClose, aggregatedQuery } from './aggregation.ts';
import { aggregatedCreate } from './aggregatedCreate.ts';
import { createCaller, type GatewayIo } from './call.ts';
import { hostedClose, hostedPreorder, hostedQuery } from './hosting.ts';
import { paymentCodeCharge } from './paymentCode.ts';
import type { GatewayIdentity, PaymentGateway } from './types.ts';

export type { CallRecord, GatewayIo } from './call.ts';
export { selfTest, type SelfTestProblem } from './selfTest.ts';

/**
 * Huifu behind the domain interface, for one merchant.
 *
 * @param io the network and the clock to use, and who hears about each call
 */
export function createPaymentGateway(identity: GatewayIdentity, io: GatewayIo): PaymentGateway {
  const { profile } = identity;
  const call = createCaller(identity, io);
  return {
    createHostedPayment: (request) => call(hostedPreorder(profile, request)),
    queryHostedPayment: (own, payment, amount) => call(hostedQuery(profile, own, payment, amount)),
    closeHostedPayment: (own, payment) => call(hostedClose(profile, own, payment)),
    createAggregatedPayment: (request) => call(aggregatedCreate(profile, request)),
    chargePaymentCode: (request) => call(paymentCodeCharge(profile, request)),
    queryAggregatedPayment: (payment, amount, pending) => call(aggregatedQuery(profile, payment, amount, pending)),
    closeAggregatedPayment: (own, payment) => call(aggregatedClose(profile, own, payment)),
  };
}
