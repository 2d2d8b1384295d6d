import type { Instant } from '../../../shared/domain/time.ts';
import { text } from '../endpoints/fields.ts';
import type { Endpoint, Reply } from '../endpoints/reply.ts';
import type { Fields } from '../wire/envelope.ts';
import type { Ending, Received } from '../wire/httpServer.ts';

/** A call that reached the gateway, without anything about a person or a key. */
export interface ReceivedCall {
  id: number;
  at: Instant;
  path: string;
  operation: string | null;
  requestNumber: string;
  /** Business fields; all but harmless ones are shown as `***`. */
  fields: Record<string, string>;
  /** The optional `jpt-…` and version headers, as sent. */
  headers: Record<string, string>;
  faults: readonly string[];
  /** What went back: an HTTP status, or how the connection was left. */
  answered: number | 'cut' | 'silence' | 'half';
  /** `resp_code` of what the endpoint truly did; `null` when it was not reached. */
  respCode: string | null;
}

export interface CallLog {
  add(call: {
    request: Received;
    endpoint: Endpoint | null;
    fields: Fields;
    ending: Ending;
    faults: readonly string[];
    result: Reply | null;
  }): void;
  /** Newest first. */
  list(): ReceivedCall[];
  clear(): void;
}

const MAX_KEPT = 500;

const shown = new Set(
  (
    'req_date req_seq_id huifu_id pre_order_type trans_amt ord_amt goods_desc trans_type trade_type time_expire ' +
    'notify_url hosting_data hf_seq_id party_order_id org_req_date org_req_seq_id org_hf_seq_id org_party_order_id ' +
    'risk_check_data terminal_device_data'
  ).split(' '),
);

export function createCallLog(now: () => Instant): CallLog {
  const calls: ReceivedCall[] = [];
  let lastId = 0;
  return {
    add({ request, endpoint, fields, ending, faults, result }) {
      calls.unshift({
        id: ++lastId,
        at: now(),
        path: request.url.pathname,
        operation: endpoint?.operation ?? null,
        requestNumber: text(fields, 'req_seq_id'),
        fields: Object.fromEntries([...fields].map(([name]) => [name, shown.has(name) ? text(fields, name) : '***'])),
        headers: ownHeaders(request.headers),
        faults,
        answered: ending.kind === 'answer' ? ending.page.status : ending.kind,
        respCode: result?.code ?? null,
      });
      calls.length = Math.min(calls.length, MAX_KEPT);
    },
    list: () => [...calls],
    clear: () => void (calls.length = 0),
  };
}

function ownHeaders(headers: Received['headers']): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith('jpt-') || name === 'sdk_version');
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}
