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
  secretUnreadable: {
    title: 'The clipboard holds no usable secret',
    action:
      'Copy the secret where it was issued (for Alipay, the private key of the application), with nothing around it, then paste it here.',
  },
  backupUnsound: {
    title: 'This backup cannot be used',
    action: 'It did not pass its check, and the original file was not touched. Choose another backup.',
  },
  locked: { title: 'The console is locked', action: 'Sign in with your own PIN, then go on.' },
  notAllowed: { title: 'You may not do this', action: 'Ask somebody who may to sign in and do it.' },
  clockWrong: {
    title: 'This PC’s clock is too far from Huifu’s: nothing was sent',
    action:
      'This PC says {{pc}}, Huifu says {{gateway}} (Beijing time). The order would be filed under the wrong day and could not be found again. Turn on “Set time automatically” in the system settings, then try again.',
  },
  cannotClose: {
    title: 'This order cannot be closed',
    action:
      'UnionPay and e-CNY orders have no close, nor have bank payments. Wait until it expires by itself; until then do not let the customer pay again.',
  },
  approvalVoid: {
    title: 'The approval does not hold',
    action: 'An approval is good once, for exactly its amount, order and number. Have it approved anew.',
  },
  exportDamaged: {
    title: 'The exported file did not pass its check',
    action:
      'It was read back after writing, and rows or sums differ from the data. It was removed, so no wrong file is left. Export to another place; if that fails too, check the disk.',
  },
  runFailed: {
    title: 'The comparison did not finish',
    action:
      'Earlier results are unchanged. See that the statement files open and the disk has room, then compare again.',
  },
  runBusy: {
    title: 'A comparison is running',
    action: 'One day is compared at a time. Wait for the present one to end.',
  },
  monthNotReady: {
    title: 'This month cannot be locked yet',
    action: 'See to what the month view lists first.',
  },
  monthLocked: {
    title: 'This month is locked',
    action: 'A locked month does not change. Unlock it to correct it, or post the difference in the next month.',
  },
  statementQuota: {
    title: "Today's statement queries are used up",
    action:
      'Huifu answers three a day for each merchant. Nothing is lost: what is queued is fetched tomorrow by itself.',
  },
  statementNotOpened: {
    title: 'Statements are not opened for this merchant',
    action: 'Ask Huifu to open them; the text for support can be copied. Then fetch again under Statements.',
  },
  statementPeriod: {
    title: 'There can be no statement for this date yet',
    action:
      'A statement is made on the next day (of a month: in the next month) and kept for a year. Choose another date.',
  },
  statementDownload: {
    title: 'The statement did not arrive whole',
    action:
      'Nothing incomplete was kept. Its address has expired, so it will be asked for again by plan; or download it from the merchant portal and import it.',
  },
  statementDamaged: {
    title: 'A stored statement was changed or damaged',
    action:
      '“{{name}}” no longer has the fingerprint that it was stored with, so it is not used. Fetch or import it again.',
  },
  statementMissing: {
    title: 'The file of a stored statement is gone',
    action:
      'The file of “{{name}}” is not there. Fetch or import it again, or restore the statements folder from a backup.',
  },
  approvalNeeded: {
    title: 'A second person must agree',
    action: 'Ask the store manager or the owner to approve with their PIN at this computer, then confirm.',
  },
  refundNotPaid: {
    title: 'This order was not paid, so it cannot be refunded',
    action: 'Only payments with the status "Paid" can be refunded. Ask Huifu for its status first.',
  },
  refundNotBooked: {
    title: 'This money has not been booked yet and cannot go back now',
    action: 'No refund was sent. Huifu usually books within minutes; try again then.',
  },
  refundTooMuch: {
    title: 'The amount is more than can be refunded',
    action: 'No refund was sent. ¥{{balance}} of this order can be refunded now; enter less.',
  },
  refundOpen: {
    title: 'A refund of this order has no result yet',
    action: 'No other one was sent. Wait for its result first: do not refund again, and do not pay cash.',
  },
  refundTooOld: {
    title: 'This order is older than 360 days; the channels no longer refund it',
    action: 'No refund was sent. Agree on another way with the customer, and keep a record of it.',
  },
  refundTail: {
    title: "The order's last characters do not match",
    action:
      "From the customer's bill or receipt, type the last 4 or more characters of any of the order's numbers, or scan a whole one.",
  },
  refundCounted: {
    title: 'The ledger has counted this refund already',
    action:
      "Nothing was taken over. What went back elsewhere was recorded by Huifu's balance before: ¥{{counted}} of it is this line's ¥{{amount}}, and would be counted twice. Settle this difference as “Booked elsewhere”.",
  },
  refundBeyondPaid: {
    title: 'More would have gone back than was paid',
    action:
      'Nothing was taken over. By the ledger only ¥{{balance}} of this order can still go back. Check the refunds of this order, then ask Huifu.',
  },
  refundBalanceDiffers: {
    title: 'The ledger and Huifu disagree about what can be refunded',
    action:
      'No refund was sent. By the ledger ¥{{here}} can be refunded, by Huifu ¥{{there}}. A refund may have been made in the merchant portal or at another computer, or the ledger was restored from a backup. Check it, choose "Record the refund made elsewhere", then refund.',
  },
  refundNotChecked: {
    title: 'The order could not be checked with Huifu; no refund was sent',
    action:
      'Huifu is asked about the order before money goes back, and gave no answer that can be trusted. No money moved; try again later.',
  },
  batchTotal: {
    title: 'That is not the total',
    action: 'Nothing was refunded. Look at the total in the report and type it again.',
  },
  sheetUnreadable: {
    title: 'This spreadsheet cannot be read',
    action: 'Save it from Excel as .xlsx, or as CSV (UTF-8 or GBK), and choose it again.',
  },
  sheetEmpty: {
    title: 'The spreadsheet has no order to refund',
    action:
      'The first line names the columns; from the second on, each line is one refund: order number, amount, reason (optional).',
  },
  sheetTooLong: {
    title: 'The spreadsheet is too long',
    action: 'At most 2,000 lines and 5 MB at a time. Split it into several files.',
  },
  sheetColumns: {
    title: 'There are no columns "order number" and "amount"',
    action:
      "Name the columns in the first line: order number, amount, reason (optional). Any of an order's numbers will do.",
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
  wayOff: {
    title: 'This way to collect is switched off',
    action: 'Switch it on in Settings › Ways to collect, or choose another way.',
  },
  wayNotInGeneration: {
    title: 'This merchant’s API version does not have this way to collect',
    action: 'It uses {{generation}}. Choose another way, or another version in Settings › Merchants and keys › Edit.',
  },
  returnSchemeMissing: {
    title: 'The return address of Alipay’s mini program is missing',
    action: 'Fill it in under Settings › Ways to collect, then collect by the mini program.',
  },
  ecnyBankMissing: {
    title: 'No bank is chosen for e-CNY',
    action: 'Choose the operating bank in Settings › Ways to collect.',
  },
  codeWrong: {
    title: 'This is not a payment code',
    action: 'Nothing was charged. Ask the customer to open the payment code in the wallet, and scan again.',
  },
  codeBusy: {
    title: 'The last payment code has no result yet',
    action:
      'Nothing was charged a second time. Wait for its result, or cancel it; meanwhile QR codes and links work for other customers.',
  },
  codeOnce: {
    title: 'A payment code works once',
    action:
      'The result of this payment is being asked for. If no money came, have the customer refresh the code and charge anew.',
  },
} as const;
