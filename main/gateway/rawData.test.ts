import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonTree, type JsonNode } from './jsonTree.ts';
import { readEnvelope } from './rawData.ts';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The value that a tree describes, by the tree's own positions. */
function valueOf(text: string, node: JsonNode): unknown {
  if (node.kind === 'object') return Object.fromEntries(node.members.map((m) => [m.key, valueOf(text, m.value)]));
  if (node.kind === 'array') return node.items.map((item) => valueOf(text, item));
  return JSON.parse(text.slice(node.start, node.end));
}

const blanks = fc.stringMatching(/^[ \t\n\r]{0,2}$/);
const awkward = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '\\u',
  '0',
  '-',
  '.',
  'e',
  '\n',
  ' ',
  'é',
  '\u2028',
  'true',
);

describe('JSON tree', () => {
  it('finds in random JSON what JSON.parse finds', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat(3), blanks, (text, indent, around) => {
        const spaced = around + JSON.stringify(JSON.parse(text), null, indent) + around;
        const tree = parseJsonTree(spaced);
        expect(tree && valueOf(spaced, tree)).toEqual(JSON.parse(spaced));
      }),
      { numRuns: 500 },
    );
  });

  it('accepts exactly what JSON.parse accepts, when anything is changed in it', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(2), awkward), { maxLength: 3 }),
        (json, changes) => {
          let text = json;
          for (const [where, remove, insert] of changes) {
            const at = where % (text.length + 1);
            text = text.slice(0, at) + insert + text.slice(at + remove);
          }
          expect(parseJsonTree(text) !== null).toBe(parses(text));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it.each([
    '',
    ' ',
    '{',
    '{}}',
    '{"a"}',
    '{"a":1,}',
    '[1,]',
    '01',
    '-',
    '1.',
    '1e',
    '+1',
    'nul',
    'NaN',
    '"\u0001"',
    '"\\x"',
    '"\\u12g4"',
    "{'a':1}",
    '{"a":1}\u0000',
  ])('refuses %j', (text) => {
    expect(parseJsonTree(text)).toBeNull();
    expect(parses(text)).toBe(false);
  });

  it('gives up on nesting that no answer has, without running out of stack', () => {
    expect(parseJsonTree('['.repeat(64) + ']'.repeat(64))).not.toBeNull();
    expect(parseJsonTree('['.repeat(500_000) + ']'.repeat(500_000))).toBeNull();
    expect(parseJsonTree('{"a":'.repeat(100_000))).toBeNull();
  });
});

describe('envelope', () => {
  it('cuts data and sign out as received, blanks, escapes and number literals included', () => {
    const data = '{ "fee_rate" : 0.00,\n"b":"\\u4e2d\\/}{\\"", "a":[1e2,{"data":{"sign":"x"}}] }';
    expect(readEnvelope(` {"x":{"data":{},"sign":"no"},"data":${data},"sign":"YQ\\u003d="} `)).toEqual({
      data,
      sign: 'YQ==',
    });
    expect(readEnvelope(`{"sign":"s","data":${data}}`)).toEqual({ data, sign: 's' });
  });

  it.each([
    ['{"data":{"a":1},"data":{"a":2},"sign":"s"}'],
    ['{"data":{"a":1},"\\u0064ata":{"a":2},"sign":"s"}'],
    ['{"data":{"a":1},"sign":"s","sign":"t"}'],
    ['{"data":{"a":1},"sign":"s"}{"data":{}}'],
    ['{"data":{"a":1},"sign":"s"} junk'],
    ['{"data":{"a":1},"sign":"s"'],
    ['[{"data":{"a":1},"sign":"s"}]'],
    ['<html>{"data":{"a":1},"sign":"s"}</html>'],
    ['"data"'],
    ['null'],
  ])('refuses %s', (body) => {
    expect(readEnvelope(body)).toBeNull();
  });

  it.each([
    ['{"data":"{}","sign":"s"}', null, 's'],
    ['{"data":[],"sign":"s"}', null, 's'],
    ['{"data":{},"sign":1}', '{}', null],
    ['{"DATA":{},"Sign":"s"}', null, null],
    ['{"data":null}', null, null],
    ['{}', null, null],
  ])('does not take another type for a part: %s', (body, data, sign) => {
    expect(readEnvelope(body)).toEqual({ data, sign });
  });

  it('finds the same slice wherever it stands among other members', () => {
    const others = fc.dictionary(
      fc.string().filter((k) => k !== 'data' && k !== 'sign'),
      fc.jsonValue({ maxDepth: 3 }),
    );
    fc.assert(
      fc.property(others, fc.object({ maxDepth: 3 }), fc.nat(2), (before, data, indent) => {
        const dataText = JSON.stringify(data, null, indent);
        const head = JSON.stringify(before).slice(1, -1);
        const body = `{${head}${head && ','}"data":${dataText},"sign":"s"}`;
        expect(readEnvelope(body)).toEqual({ data: dataText, sign: 's' });
      }),
    );
  });
});
