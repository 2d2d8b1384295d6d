import type { ConsoleMessage, Page } from 'playwright';

export interface LaunchOptions {
  /** Folder of this console; a second launch on it is a restart. Its keychain lives beside it, in `<folder>-home`. */
  userDataDir: string;
  env?: Record<string, string | undefined>;
  /** More arguments for the console itself. */
  args?: string[];
  /** State of the private keychain that the console is given (Linux; elsewhere the system's own is used). */
  keychain?: 'unlocked' | 'locked' | 'absent';
  /** Stand-in only; `true` unless said otherwise. Electron always needs a screen. */
  headless?: boolean;
}

/** The console's process, from outside: what a person or the system could do to it. */
export interface ConsoleProcess {
  /** Of the main process. */
  pid: number;
  /** SIGKILL to the main process. */
  kill(): void;
  /** The path (or several, one to a line) that every following dialog answers with; `null` is a dialog that was closed. */
  stubOpenDialog(path: string | null): Promise<void>;
  stubSaveDialog(path: string | null): Promise<void>;
  readClipboard(): Promise<string>;
  writeClipboard(text: string): Promise<void>;
  /** Addresses that the console opened in the system's browser; none is really opened. Oldest first. */
  openedUrls(): Promise<string[]>;
  /** The computer goes to sleep, or the system's own screen lock comes up. */
  power(event: 'suspend' | 'lock-screen'): Promise<void>;
  /** Everything the process has printed. */
  output(): string;
  /** Exit code once the process has ended; `null` or 128 and more after a signal. */
  exited: Promise<number | null>;
}

/** A running console. */
export interface ConsoleRun {
  host: 'electron' | 'stand-in';
  page: Page;
  app: ConsoleProcess;
  /** Page errors and console errors since the window opened; a test expects none. */
  problems: string[];
  /** Quits as a person would, and waits until the process has ended. Harmless after `kill`. */
  close(): Promise<void>;
}

/** Starts to collect what a page complains about. */
export function collectProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') problems.push(`console error: ${message.text()} (${message.location().url})`);
  });
  page.on('crash', () => problems.push('the page crashed'));
  return problems;
}
