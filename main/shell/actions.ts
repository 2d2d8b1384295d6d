import { app, clipboard, dialog, shell, type BrowserWindow } from 'electron';
import { basename, join } from 'node:path';
import type { ShellActions } from '../ipc/handlers.ts';
import { outsideAddress } from './addresses.ts';
import type { ShellWords } from './words.ts';

/** What the rooms may ask of the system around the window. Paths come from a person in a dialog, never from the page. */
export function createShellActions(window: () => BrowserWindow | null, words: () => ShellWords): ShellActions {
  return {
    /** Lets the person choose a credentials or key file; `null` when the dialog was closed. */
    async openFile(_kind: 'credentials'): Promise<string | null> {
      const { dialog: text } = words();
      const options: Electron.OpenDialogOptions = {
        title: text.credentials,
        properties: ['openFile', 'dontAddToRecent'],
        filters: [
          { name: text.credentialFiles, extensions: ['json', 'pem', 'key', 'txt', 'der', 'p8', 'pk8', 'crt', 'pub'] },
          { name: text.allFiles, extensions: ['*'] },
        ],
      };
      const parent = window();
      const chosen = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },

    /** Lets the person choose where a picture goes; the system itself asks before a file is replaced. */
    async saveFile(suggestedName: string): Promise<string | null> {
      const { dialog: text } = words();
      const options: Electron.SaveDialogOptions = {
        title: text.saveImage,
        defaultPath: join(app.getPath('downloads'), basename(suggestedName)),
        properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
        filters: [{ name: text.image, extensions: ['png'] }],
      };
      const parent = window();
      const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options));
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },

    readClipboard: () => clipboard.readText(),
    writeClipboard: (text: string) => clipboard.writeText(text),
    clearClipboard: async () => clipboard.clear(),

    /** The one door out: opens an https address, or http on this computer, in the system's browser. */
    async openOutside(url: string): Promise<boolean> {
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
