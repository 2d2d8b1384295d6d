import type { Role } from '../../shared/domain/permission.ts';

/** Whoever acts. In a shop without operators it is the owner, without ceremony: `operatorId` is `null` then. */
export interface Actor {
  operatorId: string | null;
  name: string;
  role: Role;
}

/** What the rooms may know about who is at the console. */
export interface WhoIsHere {
  /** `null` while the console is locked. */
  current(): Actor | null;
}
