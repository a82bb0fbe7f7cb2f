import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeCell, unescapeCell } from './csv-cell.ts';

/** The cells that a spreadsheet makes of one written cell, by this separator, as Excel does. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let isFresh = true;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at);
    if (isQuoted && sign === '"' && line[at + 1] === '"') {
      cell += sign;
      at += 1;
    } else if (isQuoted && sign === '"') isQuoted = false;
    else if (isQuoted) cell += sign;
    else if (sign === '"' && isFresh) {
      isQuoted = true;
      isFresh = false;
    } else if (sign === separator || /[\r\n]/.test(sign)) {
      cells.push(cell);
      cell = '';
      isFresh = true;
    } else {
      cell += sign;
      isFresh = false;
    }
  }
  return [...cells, cell];
}

const awkward = fc.oneof(
  fc.stringMatching(/^[ '=+@\-\t\r\n;",x＝1]{0,12}$/),
  fc.constantFrom('x;=1+1', 'x;"=1+1"', "it's; -5", 'a\n-Dfoo', `a;"";"=1"`, '\n=1'),
);
const isFormula = (cell: string): boolean => /^\s*[=+\-@＝]/u.test(cell);

it('leaves no formula, by whichever separator the text is split, quoted or not', () => {
  fc.assert(
    fc.property(fc.array(awkward, { minLength: 1, maxLength: 4 }), (texts) => {
      const quoted = texts.map((text) => `"${escapeCell(text).replaceAll('"', '""')}"`);
      for (const line of [quoted.join(','), texts.map((text) => escapeCell(text)).join(',')])
        for (const separator of line === quoted.join(',') ? [',', ';', '\t'] : [';', '\t'])
          expect([line, cellsOf(line, separator).filter(isFormula)]).toEqual([line, []]);
    }),
  );
});

it('gives each text back as it was', () => {
  fc.assert(fc.property(awkward, (text) => unescapeCell(escapeCell(text)) === text));
});

it.each([
  ['a;=1+1', "a;'=1+1"],
  ['a; ＝1', "a;' ＝1"],
  ['a\n-1', "a\n'-1"],
  ['a\t"@x', `a\t'"@x`],
  ['\n=1', "'\n'=1"],
  ["a;'=1", "a;''=1"],
])('%j becomes %j', (text, cell) => {
  expect(escapeCell(text)).toBe(cell);
});

it.each(['a-b; c=d', "it's", 'a, -1', "'quoted'", '3 + 4', ''])('leaves %j', (text) => {
  expect(escapeCell(text)).toBe(text);
});
