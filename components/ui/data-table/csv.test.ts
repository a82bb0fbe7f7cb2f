import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes what needs it, leaves only null empty, and ends lines as spreadsheets expect', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        [null, 0],
        ['two\nlines', true],
      ],
    ),
  ).toBe('\uFEFFa,b\r\n"x,y","say ""hi"""\r\n,0\r\n"two\nlines",true\r\n');
});

it.each(['=1+1', '+44', '-1', '@sum', '\tx', ' =1', '\u00a0@x', '＝1', '＋1', '－1', '＠x'])(
  'keeps %j from being run as a formula',
  (text) => {
    expect(csvOf(['a'], [[text]])).toContain(`'${text}`);
  },
);

it('keeps what a spreadsheet would split off from being one too', () => {
  expect(csvOf(['a'], [['x;=1+1'], ['\n=1']])).toBe(`\uFEFFa\r\nx;'=1+1\r\n"'\n'=1"\r\n`);
});

it('leaves numbers alone', () => {
  expect(csvOf(['a'], [[-1]])).toBe('\uFEFFa\r\n-1\r\n');
});
