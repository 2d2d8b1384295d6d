import type { StatementKind, StatementPeriod } from '../../shared/domain/statement.ts';
import type { BusinessDate } from '../../shared/domain/time.ts';
import type { CallNumber, CallOutcome } from './types.ts';

/** A file that can be fetched now. */
export interface StatementLink {
  /** `null` where neither the answer nor the file's name says which statement it is. */
  kind: StatementKind | null;
  /** The day that it is about, where the answer says so. */
  dataDate: BusinessDate | null;
  /** As Huifu names it; without folders, at most 200 characters. */
  name: string;
  /** As it came: to be judged by whoever follows it, never logged or stored. */
  url: string;
}

/** How far Huifu is with making a file. */
export interface StatementTask {
  kind: StatementKind | null;
  dataDate: BusinessDate | null;
  /** `generating`: I, P, DP, FP and whatever is not known; `done`: S; `failed`: F. */
  state: 'generating' | 'done' | 'failed';
}

export interface StatementAnswer {
  files: StatementLink[];
  tasks: StatementTask[];
}

/** Refusals of the statement calls that mean more than "refused" (huifu-api.md §3.8.3). */
export type StatementRefusal = 'usedUp' | 'notOpened';

export interface StatementOutcome<T> {
  outcome: CallOutcome<T>;
  /** What Huifu's words mean, where they mean one of these; `null` otherwise. */
  refusal: StatementRefusal | null;
}

/** Whether the merchant may fetch statements; `null` where the answer does not say. */
export interface StatementSwitch {
  opened: boolean | null;
}

/** The statement calls. Nothing here moves money; never throws for anything the network or the gateway does. */
export interface StatementGateway {
  /** Asks which files of a file date there are; of all kinds with `kind` null. Counts towards the daily limit. */
  queryStatements(
    call: CallNumber,
    fileDate: BusinessDate,
    kind: StatementKind | null,
  ): Promise<StatementOutcome<StatementAnswer>>;
  /** Has a period's file made anew. `kind` and `period` say which of Huifu's four groups; the call's own date is the trade date. */
  regenerateStatement(
    requestNumber: string,
    kind: StatementKind,
    period: StatementPeriod,
  ): Promise<StatementOutcome<true>>;
  /** Whether statements are opened for the merchant. */
  queryStatementSwitch(call: CallNumber): Promise<StatementOutcome<StatementSwitch>>;
}
