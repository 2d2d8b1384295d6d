import { join } from 'node:path';
import { browser, headless } from './browser.ts';
import { openForPerson } from './chromium.ts';
import { control } from './control.ts';
import { askForPath } from './pathPage.ts';
import { strict } from './strict.ts';

/* What Electron does through the operating system. Under a test each is answered or recorded through `control`. */

export const shell = strict('shell', {
  async openExternal(url) {
    if (control) control.opened.push(url);
    else if (headless) console.error(`Would open ${url}`);
    else openForPerson(url, join((await browser()).profile, 'outside'));
  },
} satisfies Partial<Electron.Shell>);

type DialogArguments<Options> = [Electron.BaseWindow, Options] | [Options];

/** The options of a dialog, which may come after the window it belongs to. */
const optionsOf = <Options>(args: DialogArguments<Options>) => args.at(-1) as Options;

function choosePath(kind: 'open' | 'save', options: { title?: string; defaultPath?: string }): Promise<string | null> {
  if (control) return Promise.resolve(control.nextPath(kind));
  if (headless) throw new Error(`a dialog ("${options.title}") without a screen`);
  return askForPath(options);
}

export const dialog = strict('dialog', {
  async showOpenDialog(...args: DialogArguments<Electron.OpenDialogOptions>) {
    const path = await choosePath('open', optionsOf(args));
    // Several paths are written one to a line.
    return { canceled: path === null, filePaths: path === null ? [] : path.split('\n') };
  },
  async showSaveDialog(...args: DialogArguments<Electron.SaveDialogOptions>) {
    const path = await choosePath('save', optionsOf(args));
    return { canceled: path === null, filePath: path ?? '' };
  },
} satisfies Partial<Electron.Dialog>);

/** Chromium brings its own keys for copying and zooming; the menu itself is not drawn. */
export const Menu = strict('Menu', {
  buildFromTemplate: (template) => ({ items: template }) as unknown as Electron.Menu,
  setApplicationMenu: (_menu) => {},
} satisfies Partial<typeof Electron.Menu>);
