import type { AppState } from '../../shared/contract/app.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import { permissions, type Permission } from '../../shared/domain/permission.ts';
import { ok } from '../../shared/domain/result.ts';
import { createIdleLock } from '../operators/idle.ts';
import type { Operators } from '../operators/operators.ts';
import { holdsShopKey } from '../operators/recovery.ts';
import type { Actor } from '../operators/types.ts';
import type { Workspace } from './workspace.ts';

/** What concerns the machine and the live merchants' keys. In practice mode, too, the live ledger's people decide about it. */
const LIVE_ONLY: ReadonlySet<Permission> = new Set(['profiles', 'settings']);

/** A key file brought to the lock screen, and the PIN that its bearer wants. */
export interface Recovery {
  operatorId: string;
  newPin: string;
  path: string;
  passphrase: string | undefined;
}

/** Who may use the console now, over both ledgers. */
export interface Access {
  /** `null` while it is locked. */
  here(): Actor | null;
  /** What the window is told about the people. */
  view(): Pick<AppState, 'operator' | 'permissions' | 'needsSignIn' | 'locked' | 'operators' | 'formerOperators'>;
  /** Whether whoever is here may do this; otherwise `locked`, or `notAllowed` with who could. */
  permit(permission: Permission): Answered<null>;
  /** Somebody is at the console: the idle lock waits anew. */
  active(): void;
  /** Signs out whoever is here, in practice and in the live ledger. */
  lock(reason: 'person' | 'idle' | 'away'): Promise<void>;
  /** A new PIN for an owner who forgot theirs, for whoever brings the private key of a merchant of this ledger. */
  recover(given: Recovery): Promise<Answered<null>>;
  stop(): void;
}

export function createAccess(given: {
  live(): Answered<Workspace>;
  onScreen(): Answered<Workspace>;
  /** Every workspace that is open. */
  all(): Workspace[];
  idleMinutes(): number;
}): Access {
  const idle = createIdleLock(given.idleMinutes, () => void lock('idle'));

  function people(): Operators | null {
    const workspace = given.onScreen();
    return workspace.ok ? workspace.data.operators : null;
  }

  /** Without a ledger nobody is known, and there is nothing that could be seen or moved. */
  function here(): Actor | null {
    const operators = people();
    return operators ? operators.current() : { operatorId: null, name: '', role: 'owner' };
  }

  function permit(permission: Permission): Answered<null> {
    if (permission === 'open') return ok(null);
    const workspace = LIVE_ONLY.has(permission) ? given.live() : given.onScreen();
    if (!workspace.ok) return ok(null);
    const allowed = workspace.data.operators.permit(permission);
    return allowed.ok ? ok(null) : allowed;
  }

  async function lock(reason: 'person' | 'idle' | 'away'): Promise<void> {
    await Promise.all(given.all().map(({ operators }) => operators.lock(reason)));
  }

  return {
    here,
    permit,
    lock,
    active: () => idle.active(),
    stop: () => idle.stop(),

    view() {
      const actor = here();
      const operators = people();
      return {
        operator: actor && { id: actor.operatorId, name: actor.name, role: actor.role },
        permissions: permissions.filter((permission) => permit(permission).ok),
        needsSignIn: operators?.needed() ?? false,
        locked: actor === null,
        operators: operators?.names() ?? [],
        formerOperators: actor && operators ? operators.formerNames() : [],
      };
    },

    async recover({ operatorId, newPin, path, passphrase }) {
      const workspace = given.onScreen();
      if (!workspace.ok) return workspace;
      const { operators, audit } = workspace.data;
      const fingerprints = workspace.data.profiles().map((profile) => profile.keyFingerprint);
      const shown = await holdsShopKey(path, passphrase, fingerprints);
      if (shown.ok) return operators.recovered(operatorId, newPin);
      await audit.record({ act: 'operator.pinRefused', subject: operatorId, after: { recovery: shown.error.code } });
      return shown;
    },
  };
}
