/** What is shown outside the page: the menu, the system's dialogs, the page for a window that cannot run. */
export const shell = {
  title: 'Huifu Merchant Console',
  menu: {
    about: 'About Huifu Merchant Console',
    hide: 'Hide',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimise',
    close: 'Close window',
  },
  dialog: {
    credentials: 'Choose a credentials or key file',
    credentialFiles: 'Credentials and key files',
    allFiles: 'All files',
    saveImage: 'Save the QR card',
    image: 'PNG image',
  },
  crash: {
    title: 'The window stopped several times',
    detail:
      'The ledger is not affected, and payments already sent are still being queried. Choose “Reopen”. If this happens again, quit and start the console again, or restart this computer.',
    retry: 'Reopen',
  },
} as const;
