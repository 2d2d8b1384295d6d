import { app, type BrowserWindow } from 'electron';

/**
 * One console per data folder: two would poll and write side by side.
 *
 * @param window the window to bring forward when somebody starts the console again
 * @returns false when another console already runs; it has been told, and this one must leave
 */
export function takeInstanceLock(window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const first = window();
    if (!first) return;
    if (first.isMinimized()) first.restore();
    first.show();
    first.focus();
  });
  return true;
}
