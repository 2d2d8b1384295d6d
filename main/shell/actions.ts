import { app, clipboard, dialog, shell, type BrowserWindow } from 'electron';
import { basename, join } from 'node:path';
import type { OpenKind, SaveKind, ShellActions } from '../ipc/handlers/types.ts';
import { outsideAddress } from './addresses.ts';
import { printPdf } from './printing.ts';
import type { ShellWords } from './words.ts';

const openEndings: Record<OpenKind, string[]> = {
  credentials: ['json', 'pem', 'key', 'txt', 'der', 'p8', 'pk8', 'crt', 'pub'],
  statements: ['csv', 'zip', 'xlsx', 'txt', 'gz'],
  spreadsheet: ['xlsx', 'csv'],
};
const saveEndings: Record<SaveKind, string> = {
  image: 'png',
  pdf: 'pdf',
  xlsx: 'xlsx',
  csv: 'csv',
  json: 'json',
  auditLog: 'jsonl',
};

/** What the rooms may ask of the system around the window. Paths come from a person in a dialog, never from the page. */
export function createShellActions(window: () => BrowserWindow | null, words: () => ShellWords): ShellActions {
  async function choose(title: string, options: Electron.OpenDialogOptions): Promise<string[]> {
    const parent = window();
    const asked = { ...options, title };
    const chosen = await (parent ? dialog.showOpenDialog(parent, asked) : dialog.showOpenDialog(asked));
    return chosen.canceled ? [] : chosen.filePaths;
  }

  function openFiles(kind: OpenKind, several: boolean): Promise<string[]> {
    const { dialog: text } = words();
    return choose(text.open[kind], {
      properties: ['openFile', 'dontAddToRecent', ...(several ? ['multiSelections' as const] : [])],
      filters: [
        { name: text.files[kind], extensions: openEndings[kind] },
        { name: text.allFiles, extensions: ['*'] },
      ],
    });
  }

  return {
    openFile: async (kind) => (await openFiles(kind, false))[0] ?? null,
    openFiles: (kind) => openFiles(kind, true),
    openFolder: async () =>
      (await choose(words().dialog.openFolder, { properties: ['openDirectory', 'createDirectory'] }))[0] ?? null,

    /** Lets the person choose where a file goes; the system itself asks before a file is replaced. */
    async saveFile(suggestedName, kind) {
      const { dialog: text } = words();
      const options: Electron.SaveDialogOptions = {
        title: text.save[kind],
        defaultPath: join(app.getPath('downloads'), basename(suggestedName)),
        properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
        filters: [{ name: text.saved[kind], extensions: [saveEndings[kind]] }],
      };
      const parent = window();
      const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },

    async printPdf(paper) {
      const contents = window()?.webContents;
      return contents ? printPdf(contents, paper) : null;
    },

    readClipboard: () => clipboard.readText(),
    writeClipboard: (text) => clipboard.writeText(text),
    clearClipboard: async () => clipboard.clear(),

    /** The one door out: opens an https address, or http on this computer, in the system's browser. */
    async openOutside(url) {
      const address = outsideAddress(url);
      if (!address) return false;
      try {
        await shell.openExternal(address.href);
        return true;
      } catch {
        return false;
      }
    },

    quit: () => app.quit(),
  };
}
