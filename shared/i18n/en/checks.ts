import type { checks as original } from '../zh-CN/checks.ts';

/** The findings of the connection check: `checks.<topic>.<outcome>`, each with what to do where something is to be done. */
export const checks = {
  topics: {
    keychain: 'System keychain',
    selfTest: 'Signing self-test',
    reach: 'Connection to Huifu',
    signature: 'Huifu’s signature',
    query: 'Test query',
    clock: 'Computer’s clock',
    project: 'Hosting project',
  },
  levels: { good: 'Good', warning: 'Take note', bad: 'Needs attention', skipped: 'Not checked' },
  keychain: {
    present: 'The private key is in the system keychain and can be used.',
    locked:
      'The system keychain is locked, so the private key cannot be read. Unlock it and check again. The key is not lost and need not be imported again.',
    absent:
      'This computer has no working keychain service. Start it (on Linux for example GNOME Keyring) and check again.',
    damaged: 'The private key in the keychain is damaged and will not be used. Import it again from its original file.',
    failed: 'The system keychain did not complete the operation. Try again. The system said: {{detail}}',
    missing:
      'The keychain is open but does not hold this merchant’s private key. That happens after a change of computer or user account: import the key again.',
  },
  selfTest: {
    ok: 'A text signed with the private key verifies with its public half (RSA, {{bits}} bits).',
    otherKey: 'The private key in the keychain is not the one that was imported. Import the key again.',
    keyPair: 'What the private key signs does not verify, so it cannot be used. Import the key again.',
    hostCrypto:
      'The cryptography on this computer does not give the right signature. Do not collect; install the console again, then check again.',
    skipped: 'There is no private key to test.',
  },
  reach: {
    ok: '{{host}} answers.',
    offline: 'This computer is not connected to the network. Check the network, then check again.',
    dns: '{{host}} cannot be found. Check the gateway address, the network and DNS.',
    refused: '{{host}} refuses the connection. Check the gateway address; let a proxy or firewall pass it.',
    tls: 'No secure connection to {{host}} can be made. Check the computer’s clock and whether a company network or virus scanner intercepts HTTPS. The console never skips certificate checks.',
    badAddress: 'The gateway address cannot be used. Enter a full address such as https://api.huifu.com.',
    timeout: '{{host}} did not answer in time. Check the network, then check again later.',
    connectionLost: 'The connection to {{host}} broke off. Check the network, then check again later.',
    notJson:
      '{{host}} answers, but not like Huifu’s gateway. Check the gateway address; on a network with a sign-in page (hotel, mall), sign in first.',
    http: '{{host}} answers with an error ({{code}}). Huifu may be under maintenance: check again later.',
    badPath: '{{host}} has no such interface (404). Check the gateway address for a missing or surplus path.',
    skipped: 'No request was sent.',
  },
  signature: {
    ok: 'The answer’s signature fits the Huifu public key given here.',
    bad: 'The answer’s signature does not fit the Huifu public key given here. Download Huifu’s public key again from the merchant portal, for the same environment as the gateway address. Do not collect before that.',
    unsigned:
      'Huifu refused the request before signing anything, so its signature cannot be verified yet. Deal with the finding below first.',
    skipped: 'No answer came that could be verified.',
  },
  query: {
    ok: 'Huifu knows this merchant and looked for a number that does not exist. No transaction was made.',
    signatureRefused:
      'Huifu could not verify our signature ({{code}}). Check that the public key uploaded to the merchant portal and the private key here are a pair (compare fingerprints). A changed key takes effect in the portal at once.',
    callerRefused:
      'Huifu does not accept the system number or product number ({{code}}). Check both; they are assigned together.',
    noPermission:
      'This system number may not use the interface ({{code}}). Ask Huifu or your service provider to open the query of hosted payments.',
    dataPermission:
      'The merchant check failed ({{code}}). Check that the product number is right, that the merchant ID belongs to this system number, and that a test merchant is not used with the production address.',
    product: 'The product number does not exist or is not active ({{code}}). Check the product number.',
    merchant: 'The merchant ID does not exist or is not in order ({{code}}). Check the merchant ID, or contact Huifu.',
    wrongDate: 'Huifu says that the request’s date is not today ({{code}}). Correct the computer’s clock.',
    throttled: 'Huifu says that there are too many requests ({{code}}). Wait a minute, then check again.',
    system: 'Huifu’s system has a temporary fault ({{code}}). Check again later.',
    mismatch: 'The answer is about another merchant or another number. Do not collect, and contact Huifu.',
    rejected:
      'Huifu did not accept the test query: {{text}} ({{code}}). Check all the numbers, or send this sentence to Huifu.',
    skipped: 'No trustworthy answer came, so nothing can be said.',
  },
  clock: {
    ok: 'The computer’s clock is within a minute of Huifu’s.',
    ahead:
      'The computer’s clock is {{seconds}} seconds ahead of Huifu’s. Turn on “set time automatically” in the system settings.',
    behind:
      'The computer’s clock is {{seconds}} seconds behind Huifu’s. Turn on “set time automatically” in the system settings.',
    wrongDay:
      'By this computer’s clock the date in Beijing is wrong, and Huifu will refuse payments. Correct the computer’s date and time first.',
    unknown: 'The answer carries no time to compare with.',
    skipped: 'No answer came to compare with.',
  },
  project: {
    ok: 'Hosting project {{projectId}} is set.',
    missing:
      'No hosting project is set, so payment links cannot be made. Find the project’s number and name in the merchant portal under 托管支付 and enter them in the merchant’s settings.',
    titleMissing:
      'The hosting project’s name is not set, so payment links cannot be made. Find it in the merchant portal under 托管支付 and enter it in the merchant’s settings.',
  },
} satisfies typeof original;
