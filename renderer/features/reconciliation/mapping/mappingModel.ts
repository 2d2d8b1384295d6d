import type { ConfirmedMapping } from '../../../../shared/contract/channels/reconciliation.ts';
import {
  amountRoles,
  mappingGaps,
  readTitle,
  type AmountUnit,
  type ColumnRole,
  type HeaderMapping,
  type Inspection,
} from '../../../../shared/domain/reconciliation/mapping.ts';
import type { EntryStatus } from '../../../../shared/domain/reconciliation/outcome.ts';
import { kindWords, meaningOf, statusWords } from '../../../../shared/domain/reconciliation/vocabulary.ts';

/** The meanings of a file's columns while a person confirms them; unit per meaning. */
export interface Draft {
  /** `null` until somebody has said whose file it is. */
  leg: HeaderMapping['leg'] | null;
  /** Meaning of each column by its title. */
  roles: Record<string, ColumnRole>;
  units: Partial<Record<ColumnRole, AmountUnit>>;
  words: HeaderMapping['words'];
}

/** What a draft still lacks before it can be confirmed. */
export interface Gaps {
  leg: boolean;
  /** Meanings that no column has; of an inner list any one will do. */
  missing: (readonly ColumnRole[])[];
  /** Amounts whose unit neither their title nor a person has declared. */
  unitless: ColumnRole[];
}

/** Begins with what is suggested. Whose file it is counts only where somebody said so, or where its columns leave no doubt. */
export function draftOf({ suggestion, problem }: Inspection): Draft {
  const found = suggestion ?? { leg: 'huifu', columns: {}, units: {}, words: { kind: {}, status: {} } };
  const roles = Object.entries(found.columns).map(([role, title]) => [title, role as ColumnRole]);
  const isTold = problem?.code === 'headerChanged' || mappingGaps(found).missing.length === 0;
  return {
    leg: isTold ? found.leg : null,
    roles: Object.fromEntries(roles) as Draft['roles'],
    units: { ...found.units },
    words: found.words,
  };
}

export function gapsOf(draft: Draft): Gaps {
  const { leg, units } = draft;
  // The amounts of a file need their units whoever's it is.
  const { missing, unitless } = mappingGaps({ leg: leg ?? 'bank', columns: columnsOf(draft), units });
  return { leg: leg === null, missing: leg === null ? [] : missing, unitless };
}

/** The unit of a column with an amount: as its title or a person declares it; `null` where nobody has. */
export function unitOf({ units }: Draft, title: string, role: ColumnRole): AmountUnit | null {
  return readTitle(title).unit ?? units[role] ?? null;
}

/** Whether a person has to declare the unit of a column with this meaning. */
export function needsUnit(title: string, role: ColumnRole | null): role is ColumnRole {
  return role !== null && amountRoles.includes(role) && readTitle(title).unit === null;
}

/** A meaning belongs to one column: given to another, it leaves the first, and with it the unit that was declared there. */
export function withRole(draft: Draft, title: string, role: ColumnRole | null): Draft {
  const roles = Object.fromEntries(Object.entries(draft.roles).filter(([at, held]) => at !== title && held !== role));
  const units = Object.fromEntries(Object.entries(draft.units).filter(([held]) => held !== role));
  return { ...draft, units, roles: role === null ? roles : { ...roles, [title]: role } };
}

/** Words of the file for kinds or statuses that nobody has explained yet, and those that a person explained. */
export function wordsToExplain(draft: Draft, { header, values }: Inspection, role: 'kind' | 'status'): string[] {
  const wanted = role === 'kind' ? ['huifu'] : ['huifu', 'settlement', 'split'];
  if (draft.leg === null || !wanted.includes(draft.leg)) return [];
  const known: Readonly<Record<string, unknown>> = role === 'kind' ? kindWords : statusWords;
  const column = header.findIndex((title) => draft.roles[title] === role);
  return (values[column] ?? []).filter((word) => meaningOf(known, word) === undefined);
}

/** With a word's meaning as a person tells it; `null` takes it back. */
export function withWord(draft: Draft, role: 'kind' | 'status', word: string, meaning: string | null): Draft {
  const { [word]: _before, ...others } = draft.words[role] as Record<string, string>;
  const told = meaning === null ? others : { ...others, [word]: meaning };
  return { ...draft, words: { ...draft.words, [role]: told } as Draft['words'] };
}

const feeRoles: readonly ColumnRole[] = ['fee', 'returned_fee'];

/** An amount of the file as it would be read, in 1/1000 fen; `null` where it is no amount in this unit. */
export function readAmount(text: string, unit: AmountUnit, role: ColumnRole): number | null {
  const found = /^([+-]?)(\d[\d,]*)(?:\.(\d*))?$/.exec(text.replaceAll(/[¥￥\s]/g, ''));
  if (!found) return null;
  const [, sign, whole = '', rest = ''] = found;
  const places = (unit === 'yuan' ? 2 : 0) + (feeRoles.includes(role) ? 3 : 0);
  if (/[1-9]/.test(rest.slice(places))) return null;
  const digits = `${whole.replaceAll(',', '')}${rest.slice(0, places).padEnd(places, '0')}`;
  const value = Number(digits) * (feeRoles.includes(role) ? 1 : 1000);
  return sign === '-' ? -value : value;
}

const columnsOf = ({ roles }: Draft): HeaderMapping['columns'] =>
  Object.fromEntries(Object.entries(roles).map(([title, role]) => [role, title]));

/** What is confirmed: the header as it stood, each meaning's column, and the units and words that a person declared. */
export function confirmed(draft: Draft & { leg: HeaderMapping['leg'] }, file: Inspection): ConfirmedMapping {
  const columns = columnsOf(draft);
  const units = Object.entries(draft.units).filter(([role]) => {
    const title = columns[role as ColumnRole];
    return title !== undefined && readTitle(title).unit === null;
  });
  const status: Record<string, EntryStatus> = draft.words.status;
  return {
    leg: draft.leg,
    header: file.header,
    columns,
    units: Object.fromEntries(units),
    words: { kind: draft.words.kind, status },
  };
}
