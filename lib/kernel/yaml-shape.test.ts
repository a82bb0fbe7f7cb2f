import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCollection, isPair, parseAllDocuments } from 'yaml';
import { mostValues, shapeTrouble } from './yaml-shape.ts';

function depthOf(node: unknown): number {
  if (isPair(node)) return Math.max(depthOf(node.key), depthOf(node.value));
  return isCollection(node) ? 1 + Math.max(0, ...node.items.map(depthOf)) : 0;
}

const deep = /nested too deeply/;

describe('the shape of a text of YAML', () => {
  it.each([
    ['lists in brackets', `${'['.repeat(10_050)}${']'.repeat(10_050)}`],
    ['brackets that stay open', '['.repeat(25_000)],
    ['objects in brackets', '{a: '.repeat(12_000)],
    ['keys of a key in brackets', `{${'a: '.repeat(12_000)}`],
    ['brackets behind quotes', `a: it's\nb: ["]", ${"['', ".repeat(9_000)}`],
    ['brackets behind a comment', `a: [ # ]]]\n${' [ # ]\n'.repeat(6_000)}`],
    ['lists in one line', '- '.repeat(24_000)],
    ['keys in one line', '? '.repeat(24_000)],
    ['values in one line', 'a: '.repeat(16_000)],
    ['indentation', Array.from({ length: 150 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    [
      'lists without indentation under their key',
      Array.from({ length: 60 }, (_, at) => `${' '.repeat(at)}a:\n${' '.repeat(at)}-`).join('\n'),
    ],
  ])('is refused with %s', (_, text) => {
    expect(shapeTrouble(text)?.says).toMatch(deep);
  });

  it.each(['a: &x [*x]', '- *x', '[*x]', '&x a: 1', 'a: *'])(
    'is refused with a reference: %s',
    (text) => {
      expect(shapeTrouble(text)?.says).toMatch(/refers to another/);
    },
  );

  it.each([
    ['lines without anything', '\n'],
    ['comments', '# a\n'],
    ['keys', 'a:\n'],
  ])('is refused for so many %s that others would wait for it', (_, line) => {
    expect(shapeTrouble(line.repeat(mostValues + 1))?.says).toMatch(/keys, values and lines/);
  });

  it.each(['a: |\n', 'a: "', 'a: b\n'])(
    'is refused for as many lines of one value: %j',
    (start) => {
      const text = `${start}${' b\n'.repeat(mostValues + 1)}`;
      expect(shapeTrouble(text)?.says).toMatch(/keys, values and lines/);
    },
  );

  it.each([
    ['[', '"",'],
    ['[', "'a',"],
    ['[', '!a b,'],
    ['[', ','],
    ['{', ':,'],
    ['{', '? a,'],
    ['', ']'],
    ['', '}'],
    ['', '""'],
    ['', '[]'],
  ])('is refused for as many pieces without lines: %s%s', (start, piece) => {
    const text = start + piece.repeat(mostValues + 1);
    expect(shapeTrouble(text)?.says).toMatch(/keys, values and lines/);
  });

  it('counts a key and its value once each', () => {
    const text = '{a: 1, "b": \'c\', d: [e, {f: g}], h: }';
    // Five keys, four texts, a list and two objects; what is left out at the end is none.
    for (const [values, isRead] of [
      [12, true],
      [11, false],
    ] as const)
      expect(shapeTrouble(text, { values }) === null).toBe(isRead);
  });

  it('is named by its line', () => {
    expect(shapeTrouble(`a: 'b\n  c'\nd: |\n  e\n\nf: ${'['.repeat(200)}`)?.line).toBe(6);
  });

  it.each([
    `a: "${'['.repeat(500)}"`,
    `a: |\n  ${'['.repeat(500)}\n  &x *y`,
    `a: b${'{'.repeat(500)} & c * d`,
    Array(5_000).fill('- a: [b]').join('\n'),
    Array(5_000).fill('a:\n- b').join('\n'),
    `[${Array(5_000).fill('{a: {b: c}}').join(', ')}]`,
    JSON.stringify(Array.from({ length: 40 }).reduce<unknown>((inner) => ({ a: inner }), 1)),
  ])('is taken where it is long or only looks deep', (text) => {
    expect(shapeTrouble(text)).toBeNull();
  });

  it('is never deeper than it was counted', () => {
    const piece = fc.constantFrom(
      ...[
        '[',
        ']',
        '{',
        '}',
        ',',
        'a',
        ': ',
        '- ',
        '? ',
        '"',
        "'",
        '\n',
        '\n ',
        '\n  ',
        ' # ',
        '|\n',
      ],
      ...['a: ', '!t ', '\t', '\r\n', '---\n', '\n   ', '\n    - ', '[a: ', '{a: '],
    );
    const texts = fc
      .array(piece, { minLength: 50, maxLength: 400 })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const documents = [...parseAllDocuments(text, { prettyErrors: false })];
        const depth = Math.max(0, ...documents.map(({ contents }) => depthOf(contents)));
        expect(shapeTrouble(text) !== null || depth <= 101).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
