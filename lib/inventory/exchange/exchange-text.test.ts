import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listCell, textsOfCell } from './csv-format.ts';
import { decodeFile } from './decode-file.ts';
import { readCsv } from './read-csv.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const awkward = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[ '=+@\-\t\n[\]",;0-9]{0,12}$/),
  fc.constantFrom('3.10', 'No', '007', '22:22', 'None', "'=1", '＝1', ' =1'),
);

it('gives each list of a cell back as it was', () => {
  const texts = fc.array(awkward.filter((text) => text !== ''));
  fc.assert(
    fc.property(texts, (list) => {
      expect(textsOfCell(listCell(list))).toEqual(list);
    }),
  );
  expect(textsOfCell('[not JSON\nmore')).toEqual(['[not JSON', 'more']);
});

it.each([
  ['UTF-8', bytes('a;é\n')],
  ['UTF-8 with its mark', bytes('\uFEFFa;é\n')],
  ['UTF-16 with its mark', new Uint8Array(Buffer.from('\uFEFFa;é\n', 'utf16le'))],
  ['big-endian UTF-16', new Uint8Array(Buffer.from('\uFEFFa;é\n', 'utf16le').swap16())],
])('reads %s', (_, file) => {
  expect(decodeFile(file)).toEqual({ ok: true, value: 'a;é\n' });
});

it.each([
  ['no UTF-8', new Uint8Array([0x61, 0x0a, 0x62, 0x0a, 0xe9, 0x62]), 'line 3 has a byte'],
  ['UTF-16 without a mark', new Uint8Array(Buffer.from('item,kind', 'utf16le')), 'byte order mark'],
  ['half a UTF-16', new Uint8Array([0xff, 0xfe, 0x61]), 'goes on otherwise'],
  ['a large file', new Uint8Array(4 * 1024 * 1024 + 1), 'larger than 4 MB'],
])('tells that a file is %s', (_, file, says) => {
  const reading = decodeFile(file);
  expect(reading.ok).toBe(false);
  expect(!reading.ok && reading.fault.says).toContain(says);
});

const cellsOf = (text: string) => readCsv(text).rows.map(({ row, cells }) => [row, cells]);

it.each([
  ['commas', 'item,note\na,b\n'],
  ['semicolons', 'item;note\r\na;b\r\n'],
  ['tabs', 'item\tnote\na\tb'],
  ['CR line ends', 'item,note\ra,b\r'],
  ['a byte order mark', '\uFEFFitem,note\na,b'],
  ['quotes in the head', '"item";"note"\na;b'],
])('reads %s', (_, text) => {
  expect(cellsOf(text)).toEqual([[2, { item: 'a', note: 'b' }]]);
});

it('keeps line breaks, blanks and separators of a cell, and counts rows as spreadsheets do', () => {
  expect(cellsOf('item,note\r\na," b\nc, ""d"" "\r\n\r\n,\r\ne,3.10\r\n')).toEqual([
    [2, { item: 'a', note: ' b\nc, "d" ' }],
    [5, { item: 'e', note: '3.10' }],
  ]);
});

it.each([
  ['', 1, null, 'The file is empty'],
  ['item,note\n', 1, null, 'There is a head and no row'],
  ['item,,note\na,b,c', 1, '2', 'no name'],
  ['item,note,item\na,b,c', 1, '3', '“item” is column 1 too'],
  ['item,owner\na,b', 1, '2', '“owner” is no column. There are item, kind'],
  ['kind\na', 1, null, 'There is no column item'],
  ['item,note\na,b\nc,d,e', 3, '3', 'more cells than the head'],
  ['item,note\na,b\nc,"d', 3, 'note', 'does not end'],
  ['item,note\na,=1+1', 2, 'note', 'begins as a formula does'],
  ['item,note\na, @SUM(1)', 2, 'note', 'write an apostrophe before it'],
  ['item,note\n-a,b', 2, 'item', 'begins as a formula does'],
  ['item,note\na,"b"x\n', 2, 'note', 'follows a closing quote'],
  ['item,note\na,b"x"\n', 2, 'note', 'within a cell'],
])('tells by row and column what is wrong with %j', (text, row, column, says) => {
  const { rows, complaints } = readCsv(text);
  expect(complaints[0]).toMatchObject({ place: 'row', at: row, column });
  expect(complaints[0]?.says).toContain(says);
  if (rows.length > 0) expect(complaints).not.toEqual([]);
});
