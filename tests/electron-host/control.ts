import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { app } from './app.ts';
import { clipboard } from './clipboard.ts';
import { powerEvents, type PowerEvent } from './power.ts';

/** One line from the test: answered by a line with the same id. */
export interface ControlRequest {
  id: number;
  do: 'stubOpenDialog' | 'stubSaveDialog' | 'readClipboard' | 'writeClipboard' | 'openedUrls' | 'power' | 'quit';
  value?: string | null;
}

/** Lines to the test. */
export type ControlMessage = { pid: number } | { endpoint: string } | { id: number; value: unknown };

export interface Control {
  /** Addresses that the console opened outside, oldest first. */
  opened: string[];
  /** The path that the test has set for the next dialogs; throws when it has set none, instead of waiting for a person. */
  nextPath(kind: 'open' | 'save'): string | null;
  /** Tells the test where its own DevTools client can connect. */
  announceWindow(endpoint: string): void;
}

/** The test's line to this process, over the Unix socket named by `HUIFU_STAND_IN_CONTROL`; `null` outside tests. */
export const control: Control | null = start(process.env['HUIFU_STAND_IN_CONTROL']);

function start(path: string | undefined): Control | null {
  if (!path) return null;
  const opened: string[] = [];
  const paths = new Map<'open' | 'save', string | null>();
  const socket = connect(path);
  const send = (message: ControlMessage) => void socket.write(`${JSON.stringify(message)}\n`);
  const actions: Record<ControlRequest['do'], (value: string | null) => unknown> = {
    stubOpenDialog: (value) => void paths.set('open', value),
    stubSaveDialog: (value) => void paths.set('save', value),
    readClipboard: () => clipboard.readText(),
    writeClipboard: (value) => clipboard.writeText(value ?? ''),
    openedUrls: () => opened,
    power: (value) => powerEvents.emit(value as PowerEvent),
    quit: () => app.quit(),
  };
  createInterface(socket).on('line', (line) => {
    const request = JSON.parse(line) as ControlRequest;
    void Promise.resolve(actions[request.do](request.value ?? null)).then((value) =>
      send({ id: request.id, value: value ?? null }),
    );
  });
  // The test has ended, however it ended: nobody is left to close this console.
  socket.on('error', () => app.quit()).on('close', () => app.quit());
  send({ pid: process.pid });
  return {
    opened,
    nextPath(kind) {
      const next = paths.get(kind);
      if (next === undefined) throw new Error(`a dialog to ${kind} a file, for which the test has set no path`);
      return next;
    },
    announceWindow: (endpoint) => send({ endpoint }),
  };
}
