import type { ConfirmedMapping } from '../../../../shared/contract/channels/reconciliation.ts';
import {
  amountRoles,
  type AmountUnit,
  type ColumnRole,
  type HeaderMapping,
  type Inspection,
} from '../../../../shared/domain/reconciliation/mapping.ts';

/** Without which a file of this kind cannot be compared; any one of an inner list will do. */
const needed: Record<HeaderMapping['leg'], readonly (readonly ColumnRole[])[]> = {
  huifu: [['amount'], ['request_number', 'huifu_number', 'wallet_number', 'party_order_number']],
  settlement: [
    ['net', 'amount'],
    ['settled_date', 'trade_date'],
  ],
  bank: [['amount', 'money_in'], ['trade_date']],
  split: [
    ['part_amount', 'amount'],
    ['request_number', 'huifu_number'],
  ],
};

/** The meanings of a file's columns while a person confirms them; unit per meaning. */
export interface Draft {
  leg: HeaderMapping['leg'];
  /** Meaning of each column by its title. */
  roles: Record<string, ColumnRole>;
  units: Partial<Record<ColumnRole, AmountUnit>>;
}

export function draftOf({ suggestion }: Inspection): Draft {
  const roles = Object.entries(suggestion?.columns ?? {}).map(([role, title]) => [title, role as ColumnRole]);
  return {
    leg: suggestion?.leg ?? 'huifu',
    roles: Object.fromEntries(roles) as Draft['roles'],
    units: { ...suggestion?.units },
  };
}

/** Columns with an amount whose unit nobody has declared. */
export function withoutUnit(draft: Draft, undeclared: readonly ColumnRole[]): ColumnRole[] {
  const used = new Set(Object.values(draft.roles));
  return [...used].filter((role) => amountRoles.includes(role) && undeclared.includes(role) && !draft.units[role]);
}

/** Meanings that are still missing, the first of each choice. */
export function missingRoles(draft: Draft): ColumnRole[] {
  const used = new Set(Object.values(draft.roles));
  return needed[draft.leg].filter((choice) => !choice.some((role) => used.has(role))).map(([first]) => first!);
}

/** A meaning belongs to one column: given to another, it leaves the first. */
export function withRole(draft: Draft, title: string, role: ColumnRole | null): Draft {
  const roles = Object.fromEntries(Object.entries(draft.roles).filter(([at, held]) => at !== title && held !== role));
  return { ...draft, roles: role === null ? roles : { ...roles, [title]: role } };
}

/** What is confirmed: the header as it stood, each meaning's column, and the units that a person declared. */
export function confirmed(draft: Draft, file: Inspection): ConfirmedMapping {
  const used = new Set(Object.values(draft.roles));
  return {
    leg: draft.leg,
    header: file.header,
    columns: Object.fromEntries(Object.entries(draft.roles).map(([title, role]) => [role, title])),
    units: Object.fromEntries(Object.entries(draft.units).filter(([role]) => used.has(role as ColumnRole))),
    words: file.suggestion?.words ?? { kind: {}, status: {} },
  };
}
