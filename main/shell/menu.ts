import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellWords } from './words.ts';

/**
 * The menu: what the system expects of any program, nothing of our own. Off macOS it is hidden until Alt, and there for
 * its keys (zoom). Call again when the language changes.
 *
 * @param withDevTools adds the developer tools; never in a packaged build
 */
export function setMenu({ menu }: ShellWords, withDevTools: boolean): void {
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const applicationMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: menu.about },
      line,
      { role: 'hide', label: menu.hide },
      line,
      { role: 'quit', label: menu.quit },
    ],
  };
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [applicationMenu] : []),
      {
        label: menu.edit,
        submenu: [
          { role: 'undo', label: menu.undo },
          { role: 'redo', label: menu.redo },
          line,
          { role: 'cut', label: menu.cut },
          { role: 'copy', label: menu.copy },
          { role: 'paste', label: menu.paste },
          { role: 'selectAll', label: menu.selectAll },
        ],
      },
      {
        label: menu.view,
        submenu: [
          { role: 'resetZoom', label: menu.actualSize },
          { role: 'zoomIn', label: menu.zoomIn },
          { role: 'zoomOut', label: menu.zoomOut },
          { role: 'togglefullscreen', label: menu.fullScreen },
          ...(withDevTools ? [line, { role: 'toggleDevTools' as const }] : []),
        ],
      },
      {
        label: menu.window,
        submenu: [
          { role: 'minimize', label: menu.minimize },
          mac ? { role: 'close', label: menu.close } : { role: 'quit', label: menu.quit },
        ],
      },
    ]),
  );
}
