import type { CollectWay, Payment } from '../../shared/domain/payment.ts';
import type {
  CallNumber,
  CallOutcome,
  CloseReport,
  PaymentGateway,
  PaymentLocator,
  PaymentReport,
} from '../gateway/types.ts';

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
  query: (gateway, _, payment) => gateway.queryAggregatedPayment(payment, payment.amount),
  close: (gateway, own, payment) => gateway.closeAggregatedPayment(own, payment),
  closeQuery: (gateway, own, payment) => gateway.queryAggregatedClose(own, payment),
};

/** Huifu's cashier and its mini programs are asked at hosting, everything else at aggregation (huifu-api.md §3.1). */
export function gatewayCallsFor(way: CollectWay): GatewayCalls {
  return way === 'hosted' || way === 'hostedWechat' || way === 'hostedAlipay' ? hosting : aggregation;
}
