import type { ChannelInput, ChannelName, ChannelOutput } from '../../../shared/contract/channels.ts';
import type { PaperSize } from '../../../shared/contract/channels/print.ts';
import type { Answered } from '../../../shared/contract/errors.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { MerchantConsole } from '../../console/console.ts';
import type { Desk } from '../../console/workspace.ts';
import type { Log } from '../../log/log.ts';

/** What a file dialog is for; chooses its title and the endings that it offers (`shared/i18n`, `shell.dialog`). */
export type OpenKind = 'credentials' | 'statements' | 'spreadsheet';
export type SaveKind = 'image' | 'pdf' | 'xlsx' | 'csv' | 'json' | 'auditLog';

/** What the handlers need of the shell: the parts that only Electron can do. */
export interface ShellActions {
  /** A path chosen by the person, or `null` when the dialog was closed. */
  openFile(kind: OpenKind): Promise<string | null>;
  /** Several paths; empty when the dialog was closed. */
  openFiles(kind: OpenKind): Promise<string[]>;
  /** A folder chosen by the person, or `null`. */
  openFolder(): Promise<string | null>;
  saveFile(suggestedName: string, kind: SaveKind): Promise<string | null>;
  /** The sheet that the window has laid out for paper, as a PDF; `null` while there is no window. */
  printPdf(paper: PaperSize): Promise<Buffer | null>;
  readClipboard(): Promise<string>;
  writeClipboard(text: string): Promise<void>;
  clearClipboard(): Promise<void>;
  /** Opens an https address, or http on this computer, in the system's browser; false when it may not or could not. */
  openOutside(url: string): Promise<boolean>;
  quit(): void;
}

/** One function per channel. Expected failures are values; whatever is thrown is a bug and becomes `internal`. */
export type Handlers = { [N in ChannelName]: (input: ChannelInput<N>) => Promise<Answered<ChannelOutput<N>>> };

/** The handlers of one room's channels. */
export type HandlersOf<Channels> = Pick<Handlers, keyof Channels & ChannelName>;

export interface HandlerNeeds {
  merchantConsole: MerchantConsole;
  shell: ShellActions;
  log: Log;
}

export const done = ok(null);

/** Does something with the merchant on the screen, or says that there is none. */
export async function atDesk<T>(
  merchantConsole: MerchantConsole,
  work: (desk: Desk) => Promise<Answered<T>>,
): Promise<Answered<T>> {
  const desk = merchantConsole.desk();
  return desk.ok ? work(desk.data) : desk;
}
