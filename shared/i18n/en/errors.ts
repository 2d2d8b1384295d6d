/** Every error code: what happened, and what to do. */
export const errors = {
  gatewaySaid: 'Huifu said',
  requestNumber: 'Request number',
  retry: 'Try again',
  close: 'Close',
  support: { id: 'Error number', copy: 'Copy for support', copied: 'Copied', notCopied: 'Could not copy' },
  badRequest: {
    title: 'The console did not accept this',
    action: 'Check what was entered and try again. If it keeps happening, copy the support information for us.',
  },
  forbiddenSender: {
    title: 'Refused by a safety rule',
    action: 'Close the console and open it again. If it stays, copy the support information for us.',
  },
  internal: {
    title: 'An error inside the console',
    action: 'The ledger is not affected. Try once more; if it keeps happening, copy the support information for us.',
  },
  noProfile: {
    title: 'No merchant yet',
    action: 'Add a merchant under Settings › Merchants and keys, or enter practice mode.',
  },
  notFound: {
    title: 'Not found',
    action: 'It may belong to another merchant or have been removed. Go back to the list and open it again.',
  },
  profileIncomplete: {
    title: 'The merchant’s details are incomplete',
    action: 'Fill in what is missing under Settings › Merchants and keys.',
  },
  projectMissing: {
    title: 'No hosting project yet',
    action:
      'Payment links need the hosting project’s ID and title, which Huifu’s merchant portal shows. Enter them under Settings › Merchants and keys › Edit.',
  },
  keyMissing: {
    title: 'The keychain holds no private key for this merchant',
    action: 'Import the key again under Settings › Merchants and keys. Past transactions are not affected.',
  },
  keychainLocked: {
    title: 'The system keychain is locked',
    action:
      'Unlock it (usually by signing in to the computer again, or with your login password) and try again. The key is not lost; no need to import it again.',
  },
  keychainAbsent: {
    title: 'This computer has no usable keychain',
    action:
      'Private keys are kept in the system keychain only. Start the keychain service (on Linux for example GNOME Keyring) and try again. Practice mode works without it.',
  },
  keychainDamaged: {
    title: 'The key in the keychain is damaged',
    action: 'To be safe the console does not use it. Import it again from the original key file.',
  },
  keychainFailed: {
    title: 'The system keychain did not finish',
    action: 'Try again; if that does not help, sign in to the computer again. The ledger was not changed.',
  },
  ledgerFull: {
    title: 'The disk is full, nothing can be recorded',
    action: 'A request that is not recorded is never sent, so nothing was charged. Free some disk space and try again.',
  },
  ledgerBusy: {
    title: 'Another program is using the ledger',
    action:
      'Close programs that back up or scan the data folder and try again shortly. This action was not carried out.',
  },
  ledgerReadOnly: {
    title: 'The ledger file is read-only',
    action: 'Check the write permission of the data folder. A request that is not recorded is never sent.',
  },
  ledgerFailed: {
    title: 'The ledger could not do this',
    action: 'Open the console again; it checks the ledger at the start and can restore a backup if needed.',
  },
  goodsText: {
    title: 'The note holds characters that cannot be used',
    action: 'Remove emoji and special signs, shorten the note and try again. Nothing was sent yet.',
  },
  offline: {
    title: 'This computer is not connected to a network',
    action: 'Check the cable or the wireless network and try again.',
  },
  dns: {
    title: 'Huifu’s server address was not found',
    action: 'Check the network and DNS settings; if you changed the gateway address, check its spelling.',
  },
  refused: {
    title: 'The server refused the connection',
    action: 'Try again later. If there is a proxy or firewall, let it pass Huifu’s gateway address.',
  },
  tls: {
    title: 'No secure connection could be made',
    action:
      'Check that the computer’s clock is right and whether a company network or virus scanner intercepts HTTPS. For the safety of your money the console never skips certificate checks.',
  },
  badAddress: {
    title: 'The gateway address cannot be used',
    action: 'Enter a complete address that begins with https://, such as https://api.huifu.com.',
  },
  gatewayRejected: {
    title: 'Huifu did not accept it',
    action: 'Follow the advice below.',
  },
  gatewayThrottled: {
    title: 'Too many requests',
    action: 'Wait a minute and try again. The console slows its own queries down by itself.',
  },
  resultUnknown: {
    title: 'Result unknown',
    action:
      'The request was sent, but no trustworthy answer came. Do not charge again and do not ask the customer to pay again; the console keeps asking under the same number.',
  },
  stateChanged: {
    title: 'The status has just changed',
    action: 'The view is up to date now. Look at the new status before you decide.',
  },
  draftGone: {
    title: 'These credentials are no longer in memory',
    action: 'To be safe, credentials that were not saved are not kept. Choose the file or paste again.',
  },
  draftIncomplete: {
    title: 'The credentials are not complete',
    action: 'Fill in what the page still asks for, then save.',
  },
  profileInUse: {
    title: 'This merchant has transactions and cannot be changed like this',
    action:
      'The ledger keeps its history: once there are transactions, it cannot be removed and its merchant ID stays; while a payment is open, so does its gateway address. If you no longer use it, just switch to another merchant.',
  },
  fileUnreadable: {
    title: 'The file could not be read',
    action: 'Make sure that no other program has it open and that you may read it.',
  },
  fileTooLarge: {
    title: 'The file is too large for credentials',
    action: 'A credentials file is usually a few KB. Check that you chose the right one.',
  },
  fileWrite: {
    title: 'The file was not saved',
    action: 'Choose another place, or check disk space and write permission.',
  },
  cancelledDialog: {
    title: 'Cancelled',
    action: 'Nothing was changed.',
  },
  backupUnsound: {
    title: 'This backup cannot be used',
    action: 'It did not pass its check, and the original file was not touched. Choose another backup.',
  },
  locked: { title: 'The console is locked', action: 'Sign in with your own PIN, then go on.' },
  notAllowed: { title: 'You may not do this', action: 'Ask somebody who may to sign in and do it.' },
  approvalVoid: {
    title: 'The approval does not hold',
    action: 'An approval is good once, for exactly its amount, order and number. Have it approved anew.',
  },
  approvalNeeded: {
    title: 'A second person must agree',
    action: 'A manager or owner types their own PIN at this computer; then confirm again.',
  },
  pinWrong: {
    title: 'Wrong PIN',
    action:
      '{{name}}: wrong {{tries}} times in a row. From the third on, each wait is longer. Whoever forgot a PIN gets a new one from the owner.',
  },
  pinBlocked: {
    title: 'Too many wrong PINs, please wait',
    action: '{{name}} can try again in {{seconds}} s. Neither a restart nor the clock makes that shorter.',
  },
  pinUnfit: {
    title: 'This PIN cannot be used',
    action: 'Use at least {{shortest}} digits, not one or two digits only, and no rows such as 123456.',
  },
  nameInUse: { title: 'There is an operator of this name', action: 'Choose another, so that records tell who it was.' },
  ownerFirst: {
    title: 'Add the owner first',
    action: 'The first operator must be an owner, who then adds the others.',
  },
  lastOwner: {
    title: 'There must be an owner',
    action: 'Make somebody else an owner before you remove or demote this one.',
  },
  operatorGone: { title: 'This operator was removed', action: 'Go back to the list and choose somebody else.' },
  overGrant: {
    title: 'Nobody grants more than they hold',
    action: 'A manager cannot add or change owners and managers, nor raise limits above their own. Ask the owner.',
  },
  selfApproval: {
    title: 'Nobody approves their own request',
    action: 'Somebody else who may approve must type their own PIN.',
  },
  approverUnfit: {
    title: 'This operator cannot approve this',
    action:
      '{{name}} may not approve, or the amount is above their limit. Ask the owner or a manager with a higher limit.',
  },
  recoveryWrongKey: {
    title: 'This is not the shop’s private key',
    action:
      'It must be the key file that this merchant uses in the console. Choose another file; the PIN is unchanged.',
  },
  recoverySealed: {
    title: 'The key file has a passphrase',
    action: 'Type the passphrase of that file, then choose it again; the PIN is unchanged.',
  },
  shiftOpen: { title: 'This till has an open shift', action: 'Close it before you open another.' },
  noShift: { title: 'No shift is open', action: 'The screen is up to date again. Open a shift if you need one.' },
  shiftUnfinished: {
    title: 'Nobody follows up {{count}} unfinished orders yet',
    action: 'Name somebody for each of them, then close the shift.',
  },
} as const;
