import { aggregatedClose, aggregatedQuery } from './aggregation.ts';
import { createCaller, type GatewayIo } from './call.ts';
import { hostedClose, hostedPreorder, hostedQuery } from './hosting.ts';
import { refundQuery, refundRequest } from './refund.ts';
import { statementCalls } from './statements.ts';
import type { StatementGateway } from './statementTypes.ts';
import type { Gateway, GatewayIdentity } from './types.ts';

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
    queryAggregatedPayment: (payment, amount) => call(aggregatedQuery(profile, payment, amount)),
    closeAggregatedPayment: (own, payment) => call(aggregatedClose(profile, own, payment)),
    refund: (request) => call(refundRequest(profile, request)),
    queryRefund: (own, refund) => call(refundQuery(profile, own, refund)),
  };
}
