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
    open: {
      credentials: 'Choose a credentials or key file',
      statements: 'Choose statement files',
      spreadsheet: 'Choose a spreadsheet',
    },
    files: {
      credentials: 'Credentials and key files',
      statements: 'Statement files',
      spreadsheet: 'Spreadsheets',
    },
    openFolder: 'Choose a folder',
    allFiles: 'All files',
    save: {
      image: 'Save the QR card',
      pdf: 'Save as PDF',
      xlsx: 'Export to Excel',
      csv: 'Export as CSV',
      json: 'Save as JSON',
    },
    saved: { image: 'PNG image', pdf: 'PDF document', xlsx: 'Excel workbook', csv: 'CSV file', json: 'JSON file' },
  },
  crash: {
    title: 'The window stopped several times',
    detail:
      'The ledger is not affected, and payments already sent are still being queried. Choose “Reopen”. If this happens again, quit and start the console again, or restart this computer.',
    retry: 'Reopen',
  },
} as const;
