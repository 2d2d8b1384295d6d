// npm run verify-audit -- <exported log> [--expect <hash>]
// Checks an audit log that the console exported. Needs nothing but this file and Node 18 or newer, and shares no code with the
// console, so that an auditor can read all of what decides. What the file looks like: docs/audit.md.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const FIRST = '0'.repeat(64);
const FIELDS = [
  'seq',
  'at',
  'operatorId',
  'operator',
  'machine',
  'act',
  'subject',
  'before',
  'after',
  'previous',
  'hash',
];

/** @param {string} line @returns {any} what the line says, or `undefined` unless it is JSON in its one way of writing */
function readLine(line) {
  try {
    const value = JSON.parse(line);
    return JSON.stringify(value) === line ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {Buffer} bytes the exported file
 * @param {string | null} [expected] a hash that must be in the chain, such as the one on a shift slip
 * @returns {{ rows: number, last: string, findings: string[], remarks: string[] }} no findings: nothing was changed
 */
export function verifyAudit(bytes, expected = null) {
  const findings = [];
  const remarks = [];
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) findings.push('the file is not clean UTF-8: a byte was changed');
  const lines = text.split('\n');
  if (lines.pop() !== '') findings.push('the last line does not end: the file was cut or added to');
  const header = lines.shift() ?? '';
  if (header !== '{"log":"huifu-console-audit","version":1}') findings.push('line 1 is not the header of an audit log');

  const end = readLine(lines.pop() ?? '');
  const whole = end && Object.keys(end).join() === 'rows,last,sha256';
  if (!whole) findings.push('the last line is not the end of an audit log: it was changed, or lines are missing there');

  let before = { seq: 0, hash: FIRST, at: -Infinity };
  const seen = new Set();
  for (const [index, line] of lines.entries()) {
    const where = `line ${index + 2}`;
    const row = readLine(line);
    if (!row || Object.keys(row).join() !== FIELDS.join()) {
      findings.push(`${where}: this row (after number ${before.seq}) is damaged`);
      continue;
    }
    const { hash, ...sealed } = row;
    const name = `${where}: row ${row.seq} (${row.act}, ${new Date(row.at).toISOString()})`;
    if (sha256(JSON.stringify(Object.values(sealed))) !== hash) findings.push(`${name} was changed`);
    if (seen.has(row.seq)) findings.push(`${name} stands here a second time`);
    else if (row.seq < before.seq) findings.push(`${name} is out of order: it stands after row ${before.seq}`);
    else if (row.seq > before.seq + 1) findings.push(`${where}: rows ${before.seq + 1} to ${row.seq - 1} are missing`);
    else if (row.previous !== before.hash) findings.push(`${name} does not follow the row above it`);
    if (row.at < before.at) remarks.push(`${name} is earlier than the row above it: the computer's clock was set back`);
    seen.add(row.seq);
    before = row;
  }
  if (whole) {
    if (end.rows !== lines.length) findings.push(`the end speaks of ${end.rows} rows; there are ${lines.length}`);
    if (end.last !== before.hash) findings.push('the end names another last row: rows are missing at the end');
    const body = text.slice(0, text.lastIndexOf('{"rows":'));
    if (end.sha256 !== sha256(body)) findings.push('the checksum at the end does not fit what is above it');
  }
  const hashes = expected === null ? [] : lines.map((line) => readLine(line)?.hash);
  if (expected !== null && !hashes.includes(expected)) findings.push(`the hash ${expected} is nowhere in this log`);
  return { rows: lines.length, last: before.hash, findings, remarks };
}

function main(args) {
  const at = args.indexOf('--expect');
  const expected = at < 0 ? null : (args[at + 1] ?? '').toLowerCase();
  const files = at < 0 ? args : args.toSpliced(at, 2);
  if (files.length !== 1) {
    console.error('Usage: npm run verify-audit -- <exported log> [--expect <hash from a shift slip>]');
    return 2;
  }
  let bytes;
  try {
    bytes = readFileSync(files[0]);
  } catch (error) {
    console.error(`The file cannot be read: ${error.message}`);
    return 2;
  }
  const { rows, last, findings, remarks } = verifyAudit(bytes, expected);
  for (const remark of remarks) console.log(`note: ${remark}`);
  for (const finding of findings) console.log(`WRONG: ${finding}`);
  console.log(
    findings.length === 0
      ? `Whole: ${rows} rows, each sealed and linked. Last hash ${last}.`
      : `Not whole: ${findings.length} finding(s) in ${rows} rows.`,
  );
  return findings.length === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url.endsWith('/verify-audit.mjs') && process.argv[1].endsWith('verify-audit.mjs')) {
  process.exitCode = main(process.argv.slice(2));
}
