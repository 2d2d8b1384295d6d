import { z } from 'zod';

/** The calls a fault can be aimed at; `*` is all of them. A path from huifu-api.md §3.1 may be given instead. */
export const operations = [
  'preorder',
  'hostingQuery',
  'hostingClose',
  'hostingRefund',
  'hostingRefundQuery',
  'create',
  'micropay',
  'query',
  'refund',
  'refundQuery',
  'close',
  'closeQuery',
  'lookup',
  'dayStatus',
  'statementQuery',
  'statementReplay',
  'statementSwitch',
] as const;
export type Operation = (typeof operations)[number];

const target = {
  on: z.union([z.literal('*'), z.enum(operations), z.string().regex(/^\/v[234]\/[A-Za-z0-9/]+$/)]).default('*'),
};
const life = {
  /** How often it strikes; `null`: until cleared. */
  times: z.number().int().min(1).nullable().default(1),
};
/** Before the call had its effect, or after. */
const when = { when: z.enum(['before', 'after']) };
const respCode = z.string().regex(/^\d{8}$/);

/** Every fault switch, as the control address takes it. Documented in `docs/practice-gateway.md`. */
export const faultSchema = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('timeout'), ...target, ...life, ...when }),
  z.strictObject({ fault: z.literal('cut'), ...target, ...life, ...when }),
  z.strictObject({ fault: z.literal('html'), ...target, ...life, ...when }),
  z.strictObject({
    fault: z.literal('status'),
    ...target,
    ...life,
    ...when,
    status: z.number().int().min(400).max(999),
  }),
  z.strictObject({
    fault: z.literal('unsigned'),
    ...target,
    ...life,
    ...when,
    code: z.string().max(16).default('20000'),
    desc: z.string().max(200).default('服务不可用'),
  }),
  z.strictObject({
    fault: z.literal('code'),
    ...target,
    ...life,
    ...when,
    code: respCode.default('98888888'),
    desc: z.string().max(200).default('系统错误'),
  }),
  z.strictObject({ fault: z.literal('half'), ...target, ...life }),
  z.strictObject({ fault: z.literal('badSignature'), ...target, ...life }),
  z.strictObject({ fault: z.literal('slow'), ...target, ...life, ms: z.number().int().min(1).max(600_000) }),
  z.strictObject({ fault: z.literal('wrongAmount'), ...target, ...life }),
  z.strictObject({ fault: z.literal('wrongMerchant'), ...target, ...life }),
  z.strictObject({
    fault: z.literal('dateShift'),
    ...target,
    ...life,
    seconds: z.number().int().min(-864_000_000).max(864_000_000),
  }),
  z.strictObject({ fault: z.literal('notFound'), ...target, ...life }),
  z.strictObject({ fault: z.literal('closePending'), ...life, ms: z.number().int().min(0).max(3_600_000) }),
  z.strictObject({ fault: z.literal('latePayment'), ...life }),
  z.strictObject({ fault: z.literal('slowBooking'), ...life, ms: z.number().int().min(0).max(3_600_000) }),
  z.strictObject({ fault: z.literal('refundFails'), ...life }),
  z.strictObject({ fault: z.literal('refundStuck'), ...life }),
  z.strictObject({ fault: z.literal('duplicateNotices'), ...life }),
  z.strictObject({ fault: z.literal('reorderedNotices'), ...life }),
  z.strictObject({ fault: z.literal('lostNotices'), ...life }),
  z.strictObject({ fault: z.literal('statementState'), ...life, state: z.enum(['I', 'P', 'DP', 'FP', 'F']) }),
  z.strictObject({ fault: z.literal('statementSilent'), ...life }),
  z.strictObject({
    fault: z.literal('statementShape'),
    ...life,
    spelling: z.enum(['file_name', 'file_Name', 'FILE_NAME']).default('file_name'),
    lists: z.enum(['array', 'object', 'string']).default('array'),
  }),
  z.strictObject({ fault: z.literal('download'), ...life, how: z.enum(['cut', 'redirect', 'expired', 'page']) }),
]);

export type Fault = z.output<typeof faultSchema>;
export type FaultName = Fault['fault'];
type FaultOf<N extends FaultName> = Extract<Fault, { fault: N }>;

/** The faults that strike one call: at most one of each name. */
export class StruckFaults {
  readonly #faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
  }

  get names(): FaultName[] {
    return this.#faults.map(({ fault }) => fault);
  }

  get<N extends FaultName>(name: N): FaultOf<N> | undefined {
    return this.#faults.find((fault): fault is FaultOf<N> => fault.fault === name);
  }

  has(name: FaultName): boolean {
    return this.get(name) !== undefined;
  }

  /** The faults that replace an answer and strike at this point, in the order in which they were set. */
  replacing(at: 'before' | 'after'): Fault | undefined {
    return this.#faults.find((fault) => 'when' in fault && fault.when === at);
  }
}

/** Faults that are not aimed at a call, but wait for their occasion. */
type UnaimedFault =
  | 'closePending'
  | 'latePayment'
  | 'slowBooking'
  | 'refundFails'
  | 'refundStuck'
  | 'duplicateNotices'
  | 'reorderedNotices'
  | 'lostNotices'
  | 'statementState'
  | 'statementSilent'
  | 'statementShape'
  | 'download';

export interface FaultSwitches {
  /** Returns the id by which it can be cleared. */
  set(fault: Fault): number;
  clear(id: number): boolean;
  clearAll(): void;
  list(): (Fault & { id: number })[];
  /** The faults aimed at this call, each counted down. */
  strike(operation: Operation, path: string): StruckFaults;
  /** Counts down a fault that is not aimed at calls; `undefined` when it is not set. */
  take<N extends UnaimedFault>(name: N): FaultOf<N> | undefined;
}

export function createFaultSwitches(): FaultSwitches {
  const active = new Map<number, Fault>();
  let lastId = 0;

  function countDown(id: number, fault: Fault): void {
    if (fault.times === null) return;
    if (fault.times > 1) active.set(id, { ...fault, times: fault.times - 1 });
    else active.delete(id);
  }

  return {
    set(fault) {
      active.set(++lastId, fault);
      return lastId;
    },
    clear: (id) => active.delete(id),
    clearAll: () => active.clear(),
    list: () => [...active].map(([id, fault]) => ({ ...fault, id })),
    strike(operation, path) {
      const struck: Fault[] = [];
      for (const [id, fault] of active) {
        if (!('on' in fault) || !['*', operation, path].includes(fault.on)) continue;
        if (struck.some((other) => other.fault === fault.fault)) continue;
        struck.push(fault);
        countDown(id, fault);
      }
      return new StruckFaults(struck);
    },
    take<N extends FaultName>(name: N) {
      for (const [id, fault] of active) {
        if (fault.fault !== name) continue;
        countDown(id, fault);
        return fault as FaultOf<N>;
      }
      return undefined;
    },
  };
}
