import { setTimeout as sleep } from 'node:timers/promises';
import { err } from '../../shared/domain/result.ts';
import { StruckFaults, type Fault } from './control/faults.ts';
import type { CallLog } from './control/callLog.ts';
import { endpoints } from './endpoints/index.ts';
import { refusals, reply, type Endpoint, type Reply } from './endpoints/reply.ts';
import { text } from './endpoints/fields.ts';
import { shop, type Practice } from './practice.ts';
import { openEnvelope, type Caller, type EnvelopeProblem, type Fields } from './wire/envelope.ts';
import type { Ending, Page, Received } from './wire/httpServer.ts';
import { compact } from './wire/jsonText.ts';
import { signText } from './wire/keys.ts';

const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };

/** Answers below the business: an HTTP status, or unsigned JSON with a gateway code (huifu-api.md §4.1). */
const envelopeAnswers: Readonly<Record<EnvelopeProblem, Page>> = {
  malformed: unsigned('40001', '参数错误'),
  illegalCharacters: bare(412),
  unknownCaller: bare(921),
  badSignature: bare(922),
};

/** Serves the gateway's API: envelope, faults, endpoint, signature. */
export function createApi(practice: Practice, caller: Caller, calls: CallLog) {
  async function answer(request: Received): Promise<Ending> {
    const path = request.url.pathname;
    const endpoint = request.method === 'POST' ? endpoints.get(path) : undefined;
    if (!endpoint) return turnAway(request, null, bare(404));
    const opened = isJson(request) ? openEnvelope(request.body, caller) : err('malformed' as const);
    if (!opened.ok) return turnAway(request, endpoint, envelopeAnswers[opened.error]);
    const fields = opened.data;
    const struck = practice.faults.strike(endpoint.operation, path);
    const [trueEnding, result] = run(endpoint, fields, struck);
    const ending = shiftDate(trueEnding, struck);
    calls.add({ request, endpoint, fields, ending, faults: struck.names, result });
    const slow = struck.get('slow');
    if (slow) await sleep(slow.ms, undefined, { ref: false });
    return ending;
  }

  function turnAway(request: Received, endpoint: Endpoint | null, page: Page): Ending {
    const ending: Ending = { kind: 'answer', page };
    calls.add({ request, endpoint, fields: new Map(), ending, faults: [], result: null });
    return ending;
  }

  /** The effect happens, or does not, as the faults say; whatever is answered, the record stays true. */
  function run(endpoint: Endpoint, fields: Fields, struck: StruckFaults): [Ending, Reply | null] {
    const before = struck.replacing('before');
    if (before) return [replace(before, fields), null];
    const isHidden = struck.has('notFound') && /query|close/i.test(endpoint.operation);
    const result = isHidden
      ? refusals.notFound(endpoint.generation)
      : practice.store.transaction(() => endpoint.run({ practice, generation: endpoint.generation, fields }));
    const after = struck.replacing('after');
    if (after) return [replace(after, fields), result];
    const page = signed(falsify(result, struck), fields, struck.has('badSignature'));
    return [{ kind: struck.has('half') ? 'half' : 'answer', page }, result];
  }

  function replace(fault: Fault, fields: Fields): Ending {
    switch (fault.fault) {
      case 'timeout':
        return { kind: 'silence' };
      case 'cut':
        return { kind: 'cut' };
      case 'status':
        return { kind: 'answer', page: bare(fault.status) };
      case 'html':
        return { kind: 'answer', page: htmlPage() };
      case 'unsigned':
        return { kind: 'answer', page: unsigned(fault.code, fault.desc) };
      case 'code':
        return { kind: 'answer', page: signed(reply(fault.code, fault.desc), fields, false) };
      default:
        throw new Error(`no answer in place of the true one for fault ${fault.fault}`);
    }
  }

  /** The answer as delivered: keys sorted, compact, signed on exactly those bytes (huifu-api.md §2.3). */
  function signed({ code, desc, fields }: Reply, asked: Fields, isFalse: boolean): Page {
    const echo = {
      req_date: text(asked, 'req_date') || undefined,
      req_seq_id: text(asked, 'req_seq_id') || undefined,
      huifu_id: text(asked, 'huifu_id') || undefined,
    };
    const data = compact({ ...echo, ...fields, resp_code: code, resp_desc: desc }, 'allSorted');
    const sign = signText(isFalse ? `${data} ` : data, practice.huifuKey);
    return { status: 200, headers: JSON_TYPE, body: `{"data":${data},"sign":"${sign}"}` };
  }

  return answer;
}

function falsify(result: Reply, struck: StruckFaults): Reply {
  const fields = { ...result.fields };
  if (struck.has('wrongAmount')) {
    for (const name of ['trans_amt', 'ord_amt', 'pay_amt', 'settlement_amt']) {
      const value = fields[name];
      if (typeof value === 'string') fields[name] = value.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    }
  }
  if (struck.has('wrongMerchant')) fields['huifu_id'] = `${shop.huifuId.slice(0, -1)}9`;
  return { ...result, fields };
}

function shiftDate(ending: Ending, struck: StruckFaults): Ending {
  const shift = struck.get('dateShift');
  if (!shift || !('page' in ending)) return ending;
  const date = new Date(Date.now() + shift.seconds * 1000).toUTCString();
  return { ...ending, page: { ...ending.page, headers: { ...ending.page.headers, date } } };
}

function isJson({ headers }: Received): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

function bare(status: number): Page {
  return { status, headers: { 'content-type': 'text/plain' }, body: `${status}` };
}

function unsigned(code: string, desc: string): Page {
  const body = { resp_code: code, resp_desc: desc };
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(body) };
}

function htmlPage(): Page {
  const body = '<!doctype html><html><head><title>Gateway</title></head><body><h1>系统维护中</h1></body></html>';
  return { status: 200, headers: { 'content-type': 'text/html;charset=UTF-8' }, body };
}
