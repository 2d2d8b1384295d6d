import { z } from 'zod';
import type { Fen } from '../../../shared/domain/money.ts';
import type { Plate } from '../../../shared/domain/plate.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time.ts';
import type { Database, Row } from '../database.ts';
import type { NewNotice, NoticeMove, NoticeState, PageOrder, StoredNotice } from '../interfaces/counter.ts';
import { LedgerFault } from '../types.ts';

const PROFILE = '(SELECT key FROM profile WHERE id = :profileId)';

const STORE = `INSERT INTO notice
  (profile, source, dedupe, request_number, request_date, text, sign, received_at, last_at, state, copies)
  VALUES (${PROFILE}, :source, :key, :requestNumber, :requestDate, :text, :sign, :receivedAt, :receivedAt, 'stored', 1)
  ON CONFLICT (profile, source, dedupe) DO UPDATE SET copies = copies + 1, last_at = excluded.last_at
  RETURNING id, copies`;
const SELECT_NOTICE = `SELECT notice.id, profile.id AS "profileId", source, dedupe AS "key",
    request_number AS "requestNumber", request_date AS "requestDate", text, sign, received_at AS "receivedAt", state, copies
  FROM notice JOIN profile ON profile.key = notice.profile`;
const SELECT_PLATE = `SELECT plate.id, profile.id AS "profileId", plate.name, amount, note, plate.created_at AS "createdAt"
  FROM plate JOIN profile ON profile.key = plate.profile WHERE removed_at IS NULL`;

const noticeStates = ['stored', 'done', 'orphan', 'kept', 'refused'] as const satisfies readonly NoticeState[];

const noticeSchema = z.object({
  id: z.number().int(),
  profileId: z.string(),
  source: z.enum(['notify', 'webhook']),
  key: z.string(),
  requestNumber: z.string(),
  requestDate: z.string().nullable(),
  text: z.string(),
  sign: z.string(),
  receivedAt: z.number().int(),
  state: z.enum(noticeStates),
  copies: z.number().int(),
});
const plateSchema = z.object({
  id: z.string(),
  profileId: z.string(),
  name: z.string(),
  amount: z.number().int().nullable(),
  note: z.string(),
  createdAt: z.number().int(),
});
const pageOrderSchema = z.object({
  token: z.string(),
  paymentId: z.string(),
  plateId: z.string(),
  payInfo: z.string().nullable(),
  origin: z.string().nullable(),
  createdAt: z.number().int(),
});

/** Notifications, plates and page orders; see `CounterLedger` for what each does. */
export function createCounterRepository(db: Database) {
  return {
    storeNotices: (notices: NewNotice[]) => db.transaction(() => storeNotices(db, notices)),
    noticesIn: (profileId: string, states: NoticeState[], limit: number) =>
      db
        .all(
          `${SELECT_NOTICE} WHERE notice.profile = ${PROFILE} AND state IN (SELECT value FROM json_each(:states))
            ORDER BY notice.id LIMIT :limit`,
          { profileId, states: JSON.stringify(states), limit },
        )
        .map(readNotice),
    moveNotices: (moves: NoticeMove[]) =>
      db.transaction(() => {
        for (const { id, from, to } of moves) {
          db.run('UPDATE notice SET state = :to WHERE id = :id AND state = :from', { id, from, to });
        }
      }),
    noticeCounts: (profileId: string) => noticeCounts(db, profileId),
    plates: (profileId: string) =>
      db.all(`${SELECT_PLATE} AND plate.profile = ${PROFILE} ORDER BY plate.created_at`, { profileId }).map(readPlate),
    plate: (id: string): Plate | null => {
      const row = db.get(`${SELECT_PLATE} AND plate.id = :id`, { id });
      return row ? readPlate(row) : null;
    },
    savePlate: ({ id, profileId, name, amount, note, createdAt }: Plate) =>
      db.transaction(() => {
        db.run(
          `INSERT INTO plate (id, profile, name, amount, note, created_at)
            VALUES (:id, ${PROFILE}, :name, :amount, :note, :createdAt)`,
          { id, profileId, name, amount, note, createdAt },
        );
      }),
    removePlate: (id: string, at: Instant) =>
      db.transaction(() => {
        db.run('UPDATE plate SET removed_at = :at WHERE id = :id AND removed_at IS NULL', { id, at });
      }),
    insertPageOrder: ({ token, paymentId, plateId, payInfo, origin, createdAt }: PageOrder) =>
      db.transaction(() => {
        db.run(
          `INSERT INTO page_order (token, payment, plate, pay_info, origin, created_at)
            VALUES (:token, (SELECT key FROM payment WHERE id = :paymentId), :plateId, :payInfo, :origin, :createdAt)`,
          { token, paymentId, plateId, payInfo, origin, createdAt },
        );
      }),
    pageOrder: (token: string): PageOrder | null => {
      const row = db.get(
        `SELECT token, payment.id AS "paymentId", plate AS "plateId", pay_info AS "payInfo", origin,
            page_order.created_at AS "createdAt"
          FROM page_order JOIN payment ON payment.key = page_order.payment WHERE token = :token`,
        { token },
      );
      return row ? readPageOrder(row) : null;
    },
  };
}

/** One transaction for all: a burst of notices is as durable as a single one, at the price of one write to the disk. */
function storeNotices(db: Database, notices: NewNotice[]): StoredNotice[] {
  const fresh: StoredNotice[] = [];
  for (const notice of notices) {
    const { id, copies } = db.get(STORE, { ...notice }) as { id: number; copies: number };
    if (copies === 1) fresh.push({ ...notice, id, copies, state: 'stored' });
  }
  return fresh;
}

function noticeCounts(db: Database, profileId: string) {
  const rows = db.all(
    `SELECT state, count(*) AS many FROM notice INDEXED BY notice_state WHERE profile = ${PROFILE} GROUP BY state`,
    { profileId },
  );
  const last = db.get(`SELECT max(last_at) AS at FROM notice WHERE profile = ${PROFILE}`, { profileId })?.['at'];
  return {
    counts: Object.fromEntries(rows.map(({ state, many }) => [state, many])) as Partial<Record<NoticeState, number>>,
    lastAt: typeof last === 'number' ? (last as Instant) : null,
  };
}

function readNotice(row: Row): StoredNotice {
  const { requestDate, receivedAt, ...rest } = read('notice', noticeSchema, row);
  return { ...rest, requestDate: requestDate as BusinessDate | null, receivedAt: receivedAt as Instant };
}

function readPlate(row: Row): Plate {
  const { amount, createdAt, ...rest } = read('plate', plateSchema, row);
  return { ...rest, amount: amount as Fen | null, createdAt: createdAt as Instant };
}

function readPageOrder(row: Row): PageOrder {
  const { createdAt, ...rest } = read('page_order', pageOrderSchema, row);
  return { ...rest, createdAt: createdAt as Instant };
}

function read<T>(table: string, schema: z.ZodType<T>, row: Row): T {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new LedgerFault('corrupt', `a row of ${table} cannot be read`);
}
