/* What `import … from 'electron'` means in the stand-in host. A name that is not here fails at the import, by name. */
export { app } from './app.ts';
export { clipboard } from './clipboard.ts';
export { ipcMain } from './ipcMain.ts';
export { nativeTheme } from './nativeTheme.ts';
export { net } from './net.ts';
export { powerMonitor } from './power.ts';
export { protocol, session } from './session.ts';
export { dialog, Menu, shell } from './system.ts';
export { BrowserWindow } from './window.ts';
