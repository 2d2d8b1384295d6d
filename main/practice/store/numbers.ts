import type { Store } from './database.ts';

/** The day's request numbers, shared by all operations of the merchant (huifu-api.md §3.2.1), and payment codes used up. */
export interface NumberStore {
  isTaken(requestDate: string, requestNumber: string): boolean;
  take(requestDate: string, requestNumber: string): void;
  /** Marks a payment code as used; `false` when it was already. */
  useCode(code: string): boolean;
}

export function createNumberStore({ db }: Store): NumberStore {
  const find = db.prepare('SELECT 1 FROM numbers WHERE requestDate = ? AND requestNumber = ?');
  const take = db.prepare('INSERT INTO numbers (requestDate, requestNumber) VALUES (?, ?)');
  const useCode = db.prepare('INSERT OR IGNORE INTO usedCodes (code) VALUES (?)');
  return {
    isTaken: (date, number) => find.get(date, number) !== undefined,
    take: (date, number) => void take.run(date, number),
    useCode: (code) => useCode.run(code).changes === 1,
  };
}
