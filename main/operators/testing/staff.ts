import type { AuditNote } from '../../../shared/domain/audit.ts';
import type { Role } from '../../../shared/domain/permission.ts';
import { instant } from '../../../shared/domain/time.ts';
import { mustOpen, NOON, tempDir } from '../../ledger/testing/samples.ts';
import { LedgerFault, type Ledger } from '../../ledger/types.ts';
import { openOperators, type Operators } from '../operators.ts';
import type { PinCost } from '../pin.ts';

/** A PIN of tests is guessed in no time. */
export const quickPinCost: PinCost = { N: 2, r: 1, p: 1 };

/** A PIN that each role may have. */
export const pinOf: Record<Role, string> = {
  owner: '271828',
  manager: '314159',
  cashier: '2718',
  bookkeeper: '3141',
  readOnly: '1618',
};

/** The people of one real ledger, with two clocks that the test moves: the PC's, and the one that nobody can turn. */
export class Staff {
  readonly #place = tempDir();
  readonly notes: AuditNote[] = [];
  /** How far the PC's clock stands from where it should, ms. */
  turned = 0;
  #passed = 0;
  #began = 0;
  changes = 0;
  readonly warnings: string[] = [];
  /** Nothing can be written to the audit log. */
  diskFull = false;
  ledger!: Ledger;
  operators!: Operators;

  static async open(): Promise<Staff> {
    const staff = new Staff();
    await staff.start();
    return staff;
  }

  get dir(): string {
    return this.#place.dir;
  }

  async start(): Promise<void> {
    this.ledger = await mustOpen(this.#place.dir);
    this.#began = this.#passed;
    this.operators = await openOperators({
      ledger: this.ledger,
      now: () => instant(NOON + this.#passed + this.turned),
      steady: () => this.#passed - this.#began,
      pinCost: quickPinCost,
      till: () => '01',
      audit: async (note) => {
        if (this.diskFull) throw new LedgerFault('full', 'no space');
        this.notes.push(note);
      },
      warn: (message) => void this.warnings.push(message),
      changed: () => void (this.changes += 1),
    });
  }

  /** The process ends and another begins. */
  async restart(): Promise<void> {
    await this.ledger.close();
    await this.start();
  }

  pass(ms: number): void {
    this.#passed += ms;
  }

  async close(): Promise<void> {
    await this.ledger.close();
    this.#place.remove();
  }

  /** Somebody of each role; the owner is signed in afterwards. */
  async hireEverybody(): Promise<void> {
    for (const role of Object.keys(pinOf) as Role[]) {
      const pin = role === 'owner' ? undefined : pinOf.owner;
      const added = await this.operators.add({ name: role, role, newPin: pinOf[role], pin });
      if (!added.ok) throw new Error(added.error.code);
    }
  }

  idOf(name: string): string {
    const found = this.operators.names().find((operator) => operator.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found.id;
  }

  async signIn(role: Role): Promise<void> {
    const answer = await this.operators.signIn(this.idOf(role), pinOf[role]);
    if (!answer.ok) throw new Error(answer.error.code);
  }
}

/** What became of a call: `ok`, or the code of its failure. */
export function outcome(answer: { ok: true } | { ok: false; error: { code: string } }): string {
  return answer.ok ? 'ok' : answer.error.code;
}
