import { aggregatedCreate } from './aggregatedCreate.ts';
import { refundQuery, refundRequest } from './refund.ts';
import { statementCalls } from './statements.ts';
import type { StatementGateway } from './statementTypes.ts';
import type { Gateway, GatewayIdentity } from './types.ts';
import { paymentCodeCharge } from './paymentCode.ts';
import { aggregatedClose, aggregatedCloseQuery, aggregatedQuery } from './aggregation.ts';
import { createCaller, type GatewayIo } from './call.ts';
import { dayStatus } from './dayStatus.ts';
import { hostedClose, hostedCloseQuery, hostedPreorder, hostedQuery } from './hosting.ts';
import { aggregatedLookup, clockLook, hostedLookup } from './lookup.ts';

export type { CallRecord, GatewayIo } from './call.ts';
export { selfTest, type SelfTestProblem } from './selfTest.ts';

/**
 * Huifu behind the domain interface, for one merchant.
 *
 * @param io the network and the clock to use, and who hears about each call
 */
export function createPaymentGateway(identity: GatewayIdentity, io: GatewayIo): Gateway & StatementGateway {
  const { profile } = identity;
  const call = createCaller(identity, io);
  return {
    ...statementCalls(profile, call),
    createHostedPayment: (request) => call(hostedPreorder(profile, request)),
    queryHostedPayment: (own, payment, amount) => call(hostedQuery(profile, own, payment, amount)),
    closeHostedPayment: (own, payment) => call(hostedClose(profile, own, payment)),
    createAggregatedPayment: (request) => call(aggregatedCreate(profile, request)),
    chargePaymentCode: (request) => call(paymentCodeCharge(profile, request)),
    queryAggregatedPayment: (payment, amount, pending) => call(aggregatedQuery(profile, payment, amount, pending)),
    closeAggregatedPayment: (own, payment) => call(aggregatedClose(profile, own, payment)),
    refund: (request) => call(refundRequest(profile, request)),
    queryRefund: (own, refund) => call(refundQuery(profile, own, refund)),
    queryHostedClose: (own, payment) => call(hostedCloseQuery(profile, own, payment)),
    queryAggregatedClose: (own, payment) => call(aggregatedCloseQuery(profile, own, payment)),
    findHostedPayment: (own, number) => call(hostedLookup(own, number)),
    findAggregatedPayment: (number) => call(aggregatedLookup(profile, number)),
    queryDay: (date, page, pageSize) => call(dayStatus(profile, date, page, pageSize)),
    lookAtClock: (own, madeUp) => call(clockLook(profile, own, madeUp)),
  };
}
