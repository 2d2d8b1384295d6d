/** Sentences of a reconciliation: why something is not settled, and what to do. `{name}` places are filled in. */
export const reconcile = {
  kind: {
    payment: 'payment',
    refund: 'refund',
    settlement: 'settlement',
    bank: 'bank line',
    split: 'split',
    file: 'file',
  },
  status: {
    paid: 'paid',
    refunded: 'refunded',
    processing: 'processing',
    failed: 'failed',
    closed: 'closed',
  },
  side: {
    ours: 'We have: {text}. ',
    theirs: 'The {list} has: {text}. ',
    oursNone: 'We do not have it. ',
    theirsNone: 'The {list} does not have it. ',
    entry: '{kind} of {amount} yuan, {status}',
    fee: ', fee {fee} yuan',
    at: ', {time}',
    number: ', request number {number}',
    wallet: ', wallet number {number}',
    line: ' (line {line})',
  },
  why: {
    OK: 'Both sides agree.',
    'OK-TOL': 'They differ only within a tolerance.',
    'OK-MAN': 'Confirmed by a person.',
    AMT: 'The same transaction has different amounts, {difference} yuan apart.',
    PAID: 'The amounts agree, but the customer paid {paid} yuan, {difference} yuan apart: usually a coupon.',
    FEE: 'The amounts agree, the fees are {difference} yuan apart.',
    'STAT-UP': 'Our status is behind theirs.',
    'STAT-DOWN': 'We say success and they do not: goods may be gone without the money having moved.',
    'MISS-US':
      'They have a success that we have no record of: another PC, a static code or another channel may have taken it.',
    'MISS-GW':
      'We have a success that is not in the statement: it may be dated another day; if not, it has to be queried.',
    'NO-FILE':
      'There is no {list} of {day} to compare with. {count} rows cannot be judged; they are not called missing.',
    'DUP-GW':
      'The same number stands {count} times on their side. Which line is the true one is not certain; none was paired.',
    'DUP-US':
      'The same number stands {count} times in our ledger. Which row is the true one is not certain; none was paired.',
    'DUP-PAY': 'The same payer paid the same amount twice within {seconds} seconds.',
    LATE: 'Both have it, on different days: we say {ours_day}, they say {theirs_day}. It is matched.',
    'REF-ORPHAN': "This refund's payment is neither in the ledger that was given nor in the statement.",
    'REF-OVER': 'With this refund the refunds exceed the payment of {original} yuan.',
    'REF-PEND': 'The refund has no final state yet.',
    'REF-FEE': 'The returned fee is {theirs_fee} yuan; the rule (its share, cut off to the fen) gives {expected} yuan.',
    'CLOSE-PAID': 'We had ended this order, and they received the money.',
    'SETTLE-DIFF': 'Settlement batch {batch} does not add up: {detail}',
    'BANK-MISS': 'Settlement batch {batch} of {amount} yuan was due, and the bank lines do not have it.',
    'SPLIT-DIFF': 'The parts are {parts} yuan, the whole is {whole} yuan, {difference} yuan apart.',
    'UNKNOWN-KIND': 'The {what} on line {line} is not known; the line was not compared.',
    'BAD-LINE': 'Line {line} cannot be read: {what}.',
  },
  extra: {
    nearMidnight: "It was made near midnight and may be in the next day's statement.",
    unread: '{count} lines of this statement could not be read; it may be among them.',
    suggestion:
      'Line {line} has the same amount at nearly the same time ({score}% alike) and may be the same; a person has to confirm it.',
    ambiguous: 'There are several refunds of this amount; which one it is cannot be told.',
    openSince: 'Open since {day}, {age} days.',
    confirmed: 'T+2 has passed: it is not a matter of the day cut-off.',
    cleared: 'It was open since {day} and is matched now.',
    rateError:
      'All differences have one direction ({count} lines, {difference} yuan together; rounding alone makes {limit} yuan at most): another rate, not rounding.',
  },
  todo: {
    OK: 'Nothing to do.',
    'OK-TOL': 'Nothing to do.',
    'OK-MAN': 'Nothing to do.',
    AMT: 'Stop, query the transaction and check the amount. Adjust nothing before it is understood.',
    PAID: 'Check the promotion, and file it as a discount or a fault.',
    FEE: 'See the fee audit: another rate or another rounding? Then ask Huifu.',
    'STAT-UP': 'Query it now, and take over what the query says.',
    'STAT-DOWN': 'Query it today. If the money did not come, call the customer. Do not refund first.',
    'MISS-US': 'Look on other PCs and channels. Record it when found; otherwise ask Huifu, then decide on a refund.',
    'MISS-GW': "Wait for the next day's statement. If it is not there, query it; after T+2 ask Huifu.",
    'NO-FILE': 'Download the statement of that day and run again.',
    'DUP-GW': 'Query by the number: one transaction or two? If two, refund one.',
    'DUP-US': 'Query by the number, and void the row that is too many.',
    'DUP-PAY': 'Ask the customer, then refund one of the two.',
    LATE: 'Nothing to do; matched across days.',
    'REF-ORPHAN': 'Look for the payment in earlier days.',
    'REF-OVER': 'Urgent: stop refunding this order and query each of its refunds.',
    'REF-PEND': 'Keep querying this refund number until it is final. Do not refund again, and do not pay in cash.',
    'REF-FEE': 'Check the rule for returned fees, and take the difference to Huifu.',
    'CLOSE-PAID': 'Were the goods handed over? If not, refund the customer.',
    'SETTLE-DIFF': 'Go through this batch by cycle, frozen funds and splits.',
    'BANK-MISS': 'Ask the bank and Huifu, with the batch number.',
    'SPLIT-DIFF': 'Check the list of receivers.',
    'UNKNOWN-KIND':
      'Say among the meanings of columns what this word means, and compare again. Nothing is clear before every line is understood.',
    'BAD-LINE':
      'Look at this line in the file. If Excel has changed it, download it again. Nothing is clear before every line is read.',
  },
  bad: {
    kind: 'transaction kind',
    status: 'transaction status',
    columns: 'it has another number of columns than the header',
    quote: 'a quote is not closed',
    encoding: 'it has bytes that are no text',
    tooLong: 'it is too long for a line of a statement',
    amount: 'the amount is no number with two decimals',
    fee: 'the fee is no number with up to five decimals',
    date: 'the date or time does not exist',
    noNumber: 'it has no number at all to match by',
    longNumber: 'a number is too long',
    scientific: 'Excel has turned a number into scientific notation',
    rounded: 'a number has only zeros after its 15th figure: Excel has changed it',
    afterSummary: 'it stands after the summary',
  },
  problem: {
    unreadable: 'It cannot be opened, or is not a text file.',
    empty: 'The file is empty.',
    encoding: 'The encoding is neither UTF-8 nor GB18030.',
    notRecognised: 'This is no statement that is known.',
    needsMapping: 'The header is new. A person has to confirm once what each column means: {detail}',
    headerChanged: 'The header is not the confirmed one: new {added}; missing {missing}; order {order}.',
    truncated: 'The file is not complete; its end was cut off.',
    summaryMissing: 'There is no summary; the end may have been cut off.',
    archive: 'The archive is damaged or of a kind that is not read.',
    archivePath: 'The archive has a file name that points outside of it. Refused.',
    archiveBomb: 'The archive grows to an unreasonable size. Refused.',
    partMissing: 'The statement comes in parts, and part {detail} is missing.',
    partTwice: 'The same file was given twice. It was read once.',
    wrongMerchant: 'It is of merchant {detail}, not of the one that is compared.',
    wrongDay: 'It is of {detail}, not of the day that is compared.',
    changed: 'The file was changed while it was read.',
    spoiledNumbers:
      'The numbers have only zeros after their 15th figure: the file was saved by Excel, and the numbers are lost.',
    totals: "The file's own totals are not the sum of its lines: {detail}",
    balance: 'The account balance does not follow from line {detail} on.',
    changedSame: 'unchanged',
    changedOther: 'changed',
    none: 'nothing',
  },
  problemTodo: {
    unreadable: 'Check that the file is there and not in use, or download it again.',
    empty: 'Download it again. When Huifu answers "no records", there is no file.',
    encoding: 'Download it again from where it came; do not save it with another program.',
    notRecognised: 'Use the original statement of Huifu, WeChat or Alipay, or make a mapping for it.',
    needsMapping: 'Say what each column means, and compare again.',
    headerChanged: 'Check the new header and confirm the mapping again. No value was shifted; nothing was read.',
    truncated: 'Download the whole file again.',
    summaryMissing: 'Download the whole file again, and run again.',
    archive: 'Download it again, or unpack it and give the CSV inside.',
    archivePath: 'Do not open this archive. Download it again from Huifu.',
    archiveBomb: 'Do not open this archive. Download it again from Huifu.',
    partMissing: 'Download all parts and give them together.',
    partTwice: 'Take the second one away.',
    wrongMerchant: "Use this merchant's statement.",
    wrongDay: "Use that day's statement. The date in the file name is the day after the trades.",
    changed: 'Wait until the file is complete, and run again.',
    spoiledNumbers: 'Download it again from where it came; do not save it with Excel.',
    totals: 'Download it again. If it stays so, take both figures to the sender.',
    balance: 'See whether a file in between is missing, and download it again.',
  },
  notice: {
    reordered: '{file}: the columns are in another order than usual; they were read by their names.',
    unused: '{file}: columns that were not used: {columns}.',
  },
  settle: {
    own: "the batch's own terms give {counted} yuan, it says {stated} yuan. ",
    gross: 'trades say {stated} yuan, the trade statement adds up to {counted} yuan. ',
    refunded: 'refunds say {stated} yuan, the trade statement adds up to {counted} yuan. ',
    fee: 'fees say {stated} yuan, the trade statement adds up to {counted} yuan. ',
    returnedFee: 'returned fees say {stated} yuan, the trade statement adds up to {counted} yuan. ',
    failed: 'the settlement failed; the money did not leave. ',
  },
  verdict: {
    clear: '{day}: {lines} lines, all matched.',
    open: '{day}: {lines} lines, {equal} matched, {open} open, {risk} yuan depend on them.',
    unread: 'Something was not read or not understood: the day cannot be called clear.',
  },
  run: {
    cancelled: 'Cancelled. No result file was left.',
    ledgerUnreadable: 'The ledger CSV cannot be read: {detail}',
    ledgerHeader: "The ledger CSV's header lacks: {detail}",
    diskFull: 'The disk is full. The result was not written, and no half file was left.',
    write: 'The result file cannot be written: {detail}',
    input: 'Wrong arguments: {detail}',
    internal: 'The reconciliation thread ended unexpectedly: {detail}',
  },
  command: {
    map: 'Get a suggestion for the columns with --suggest, confirm each of them, and give it with --mapping.',
    usage: `Reconciliation: compares the ledger with statements, line by line.

  npm run reconcile -- --ledger <csv> --statement <file>… --out <json> [--day yyyyMMdd]

  --ledger <csv>       the ledger; its header is in docs/reconcile.md
  --statement <file>   statements, any number: Huifu, WeChat, Alipay, UnionPay, settlement, bank, split; csv, zip, gz, xlsx
  --out <json>         the result; written under a temporary name, then renamed
  --day yyyyMMdd       the trade day; left out, the day that most lines carry
  --merchant <id>      the statements must be of this merchant
  --mapping <json>     what the columns of a new header mean, confirmed by a person; any number
  --suggest            only look at the statements, and suggest a mapping
  --open-items <json>  the result of the run before: its open items are carried on
  --rate 微信=0.38     contracted rate in percent, for the fee audit; any number
  --expect <leg>       a statement that must be there: huifu wallet settlement bank split; any number
  --holiday yyyyMMdd   a holiday, which moves the day on which bank lines are due; any number
  --quiet              no summary

Exit code: 0 everything was read (also with differences: see "clear" in the result); 1 nothing was run; 2 something was not
read or not understood; 130 cancelled.`,
    progress: {
      reading: 'reading {percent}%, {lines} lines',
      matching: 'comparing {lines} lines',
      writing: 'writing',
    },
  },
};
