/** The page that stands in for the console when the ledger cannot be opened. */
export const startup = {
  opening: 'Opening the ledger…',
  openingLong:
    'Opening the ledger. Updating or checking a large one takes a minute or two: do not switch the computer off, and do not end the program.',
  title: 'The ledger cannot be opened',
  kind: {
    future: {
      title: 'The ledger comes from a newer version',
      what: 'A newer version of the console has used this ledger. To keep its data safe, this version does not open it. The ledger is whole; no backup is needed.',
      todo: 'Install the newest version of the console and open it again.',
    },
    corrupt: {
      title: 'The ledger file is damaged',
      what: 'The check at the start found the file incomplete. Usual causes are a power cut, a failing disk, or another program that changed it.',
      todo: 'Restore the newest sound backup below. The console then asks Huifu what happened since.',
    },
    migration: {
      title: 'The ledger’s upgrade did not finish',
      what: 'An error came up while the ledger was upgraded. The backup from before is still there.',
      todo: 'Quit first, make sure there is enough disk space, and open the console again; if that does not help, restore the backup below.',
    },
    full: {
      title: 'The disk is full; the ledger cannot be opened',
      what: 'Opening the ledger takes a little disk space, and there is none left. The ledger is whole; no backup is needed.',
      todo: 'Quit first, free some disk space, and open the console again. Do not delete anything in the data folder.',
    },
    unreadable: {
      title: 'The ledger file cannot be read',
      what: 'Another program may be using it, or you may lack the permission to read it.',
      todo: 'Quit first, close backup, virus scan and sync programs, and open the console again; if that does not help, restore a backup below.',
    },
  },
  whatHappened: 'What happened',
  whatToDo: 'What to do',
  file: 'Ledger file',
  detail: 'Technical detail',
  safe: 'No data was deleted and no new request was sent.',
  backups: {
    title: 'Backups',
    none: 'No backup was found. Copy the support information and contact us; do not delete the data folder.',
    notNeeded: 'The ledger is whole; no backup is needed.',
    at: 'Made at',
    payments: 'Payments',
    size: 'Size',
    check: 'Integrity',
    sound: 'Sound',
    unsound: 'Damaged',
    newest: 'Newest sound backup',
    restore: 'Restore',
  },
  confirm: {
    title: 'Restore the ledger from this backup?',
    detail:
      'Made at {{at}}, with {{payments}} payments. Later local records are not in it, but money already received is not affected and can be looked up with Huifu.',
    kept: 'The damaged file is renamed and kept in its place; it is not deleted.',
    understand: 'I understand: local records after {{at}} will not be in the ledger',
    restore: 'Restore this backup',
    cancel: 'Do not restore',
  },
  restored: 'The ledger was restored',
  quit: 'Quit',
} as const;
