import type { CollectWay, Payment } from '../../shared/domain/payment.ts';
import { isHosted } from '../../shared/domain/way.ts';
import type {
  CallNumber,
  CallOutcome,
  CloseReport,
  PaymentGateway,
  PaymentLocator,
  PaymentReport,
} from '../gateway/types.ts';
import { mapOutcome } from './ways/types.ts';

/** The calls about an existing order, at the product that made it. `own` is the call's own number, where the product wants one. */
export interface GatewayCalls {
  query(gateway: PaymentGateway, own: CallNumber, payment: Payment): Promise<CallOutcome<PaymentReport>>;
  close(gateway: PaymentGateway, own: CallNumber, payment: PaymentLocator): Promise<CallOutcome<CloseReport>>;
  closeQuery(gateway: PaymentGateway, own: CallNumber, payment: PaymentLocator): Promise<CallOutcome<CloseReport>>;
}

const hosting: GatewayCalls = {
  query: (gateway, own, payment) => gateway.queryHostedPayment(own, payment, payment.amount),
  close: (gateway, own, payment) => gateway.closeHostedPayment(own, payment),
  closeQuery: (gateway, own, payment) => gateway.queryHostedClose(own, payment),
};

const aggregation: GatewayCalls = {
  query: (gateway, _, payment) => gateway.queryAggregatedPayment(payment, payment.amount, 'unpaid'),
  close: (gateway, own, payment) => gateway.closeAggregatedPayment(own, payment),
  closeQuery: (gateway, own, payment) => gateway.queryAggregatedClose(own, payment),
};

/** Whoever has shown a payment code is paying: typing a password, or the bank is at it (huifu-api.md §3.5). */
const paymentCode: GatewayCalls = {
  ...aggregation,
  query: async (gateway, _, payment) =>
    mapOutcome(await gateway.queryAggregatedPayment(payment, payment.amount, 'processing'), (report) =>
      report.news === 'unpaid' ? { ...report, news: 'processing' } : report,
    ),
};

/** Huifu's cashier and its mini programs are asked at hosting, everything else at aggregation (huifu-api.md §3.1). */
export function gatewayCallsFor(way: CollectWay): GatewayCalls {
  if (isHosted(way)) return hosting;
  return way === 'code' ? paymentCode : aggregation;
}
