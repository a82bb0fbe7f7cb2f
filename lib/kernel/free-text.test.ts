import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bidirectionalRefused,
  controlRefused,
  freeText,
  freeTextWithoutNumbers,
  hasSevenDigits,
  isVisible,
  printable,
  printableJson,
  quoted,
  sevenDigitsRefused,
  withoutNumbers,
} from './free-text.ts';

const schema = freeTextWithoutNumbers(60, 'Too long.');
const read = (text: string): string => {
  const parsed = schema.safeParse(text);
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? '');
};
const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const someFigures = fc.string({
  unit: fc.constantFrom(
    ...Array.from({ length: 10 }, (_, at) => String(at)),
    ' ',
    '-',
    '.',
    '\u00a0',
    'a',
    '2026-11-26',
  ),
  maxLength: 40,
});
const hidden = ['\u200b', '\u00ad', '\u2060', '\ufeff', '\u{e0041}', '\u3164', '\u180e'];

describe('free text', () => {
  it.each([
    ['weekly', 'weekly'],
    ['  weekly\u00a0', 'weekly'],
    ['first\r\nsecond\tthird', 'first second third'],
    ['Zoë Ní Bhriain, ΑΒΓ, 張偉, नमस्ते', 'Zoë Ní Bhriain, ΑΒΓ, 張偉, नमस्ते'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩\u200d⚕\ufe0f', '👩\u200d⚕\ufe0f'],
    ['INC123456 and 12345678', 'INC123456 and 12345678'],
  ])('keeps %j as %j', (text, kept) => expect(read(text)).toBe(kept));

  it.each([
    '58 201 documents',
    '123 456 of 234 567',
    '2026-11-26',
    '2026-1-6 and 6.1.2026, 26-11-2026',
    'run 123 2026-11-26 17.30',
    'run 123 of 26.11.2026 as before',
    'runs 1234 and 567, 1234 to 567',
    'runs 123, 4567 and 12, 345, 67',
    '1,234,567 of 5,000,000 documents',
    'ports 443:8443, 443/8443, 443,8443 and 22/443/80',
    '6/11/2026, 2026/11/6, 26/11/2026 17:30',
    '6 - 11 - 2026',
    '17:30:05 123 documents, 1,234 of 123,456',
    'db-101:5432, host201:9200 and 10.160.0.137:9200',
    '2001:db8::123:4567',
    'run_20261127_123456, masterdoctorindex_20261127t204213_1',
    '1 234 567 890',
    '0.123456 of it, 99.95 percent',
    '192.168.100.200',
    'Ring 0161 496 0123',
    'INC1234-56789',
    'abcde123-4567-4abc-8def-0123456789ab',
    'runs 98, 99 and 100',
    'open 9.30-17.00 and 9.30-1700',
    'at 17.30 123 documents, at 9.30 1234',
    '6 11 2026, 2026 11 6, 2026.11.6',
    '10.20.30.4 and 192.168.1.10',
    '26-11-26 17.30.05',
    '26.11. 9.30, 26.11 17.30',
    '2026-11-26 7.30',
    '2026-11-26T17:30:00.000Z',
  ])('keeps %j, in which no number has seven digits', (text) => expect(read(text)).toBe(text));

  it.each([
    '\u0000',
    'a\u0000b',
    '\u001b[2J',
    '\u0007',
    '\u009b31m',
    '\u007f',
    '\ud83d',
    '\udc00a',
  ])('refuses %j, which nobody sees', (text) => expect(read(text)).toBe(controlRefused));

  it.each(['\u061c', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069'])(
    'refuses the mark of direction %j',
    (mark) => {
      expect(read(`be${mark}fore`)).toBe(bidirectionalRefused);
      expect(read(mark)).toBe(bidirectionalRefused);
    },
  );

  it.each([
    '1234567',
    'GMC1234567.',
    'why: 7000001, 7000002',
    '１２３４５６７',
    '١٢٣٤٥٦٧',
    '123\u200b4567',
    '123\u200d4567',
    '¹²³⁴⁵⁶⁷',
    '012 3456',
    '765 4321',
    '765-4321',
    '765.4321',
    '765\u00a04321',
    '765\u202f4321',
    '765\u20114321',
    '765–4321',
    '7 654321',
    '765432 1',
    'Dr 76 54321, weekly',
    '7 654 321',
    '7.654.321',
    'GMC765 4321.',
    '765 4321 2026-11-26',
    '765\u200b 4321',
    '７６５ ４３２１',
    '12 345 67',
    '12-345-67',
    '12.345.67',
    '12-34567',
    '765 43 21',
    '76-54 321',
    'run 123 76 543 21',
    '76 54 32 1',
    '7 6 5 4 3 2 1',
    '7-6 5-4 3-2 1',
    '123 - 4567',
    '123 – 45 67',
    '123  4567',
    '12  345   67',
    '123·4567',
    '1·234·567',
    '123•4567',
    "123'4567",
    '1\u03322\u03323\u03324\u03325\u03326\u03327\u0332',
    '1\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37\ufe0f\u20e3',
    '①②③④⑤⑥⑦',
    '765．4321',
    '765＇4321',
  ])('refuses %j, which may be the number of a doctor', (text) =>
    expect(read(text)).toBe(sevenDigitsRefused),
  );

  it('finds a number wherever it is broken, as often as it is', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 7_000_000, max: 7_999_999 }),
        fc.array(fc.constantFrom('', ' ', '-', '\u2011', '\u00a0'), {
          minLength: 6,
          maxLength: 6,
        }),
        fc.constantFrom('', 'Dr ', 'weekly, ', 'GMC', '2026-11-26: '),
        (number, between, before) => {
          const broken = Array.from(String(number), (digit, at) => digit + (between[at] ?? ''));
          // Of which one is a day: 7-12-1900.
          fc.pre(
            !/^\d{1,2}( - |[- ])\d{1,2}( - |[- ])\d{4}$|^\d{4}( - |[- ])\d{1,2}( - |[- ])\d{1,2}$/.test(
              broken.join(''),
            ),
          );
          expect(read(`${before}${broken.join('')}, again`)).toBe(sevenDigitsRefused);
        },
      ),
    ));

  it('keeps every day and time, however they are written, and a count beside them', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.constantFrom('-', '.', ' ', '/', ' - '),
        fc.constantFrom('', '0'),
        fc.integer({ min: 0, max: 999_999 }),
        (at, by, zero, many) => {
          const two = (value: number): string => String(value).padStart(zero === '' ? 1 : 2, '0');
          const [y, m, d] = [
            String(at.getUTCFullYear()),
            two(at.getUTCMonth() + 1),
            two(at.getUTCDate()),
          ];
          const minutes = String(at.getUTCMinutes()).padStart(2, '0');
          const time = `${two(at.getUTCHours())}.${minutes}`;
          for (const text of [
            [d, m, y].join(by),
            `${[y, m, d].join(by)} ${time}`,
            `${[d, m, y].join(by)} ${time}, ${String(many)} documents`,
            `${time}-${time}`,
            `${[d, m].join('/')} ${time}`,
            at.toISOString(),
          ])
            expect(read(text)).toBe(text);
        },
      ),
    ));

  it.each([...hidden, ' \u200b\u00a0', '\u200d\u200c', '\u2800'])('finds nothing in %j', (text) => {
    expect(isVisible(text)).toBe(false);
    expect(read(text)).toBe('');
  });

  it('is bounded, after what nobody sees was left out', () => {
    expect(read('x'.repeat(61))).toBe('Too long.');
    expect(read(`${'x'.repeat(60)}${hidden.join('')} `)).toBe('x'.repeat(60));
  });

  it('is the same when it is read twice, and never shows what it refuses', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        const once = freeText(200, 'Too long.').safeParse(text);
        if (!once.success) return;
        expect(freeText(200, 'Too long.').parse(once.data)).toBe(once.data);
        expect(once.data).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
        expect(once.data === '' || isVisible(once.data)).toBe(true);
      }),
    ));
});

describe('words of others', () => {
  it('are shown without what a terminal would obey, and bounded', () => {
    expect(printable('a\u001b[31m\u0000\u202eb\n', 100)).toBe('a\ufffd[31m\ufffd\ufffdb\ufffd');
    expect(printable('x'.repeat(10), 4)).toBe('xxxx');
    expect(printable('abc👩', 4)).toBe('abc\ufffd');
    expect(quoted('x'.repeat(500)).length).toBe(82);
  });

  it('lose their numbers of seven digits', () => {
    expect(withoutNumbers('GMC 1234567, 12345678', 100)).toBe('GMC [number], 12345678');
    expect(withoutNumbers('123\u200b4567', 100)).toBe('[number]');
    expect(withoutNumbers('GMC 765 4321 of 2026-11-26', 100)).toBe('GMC [number] of 2026-11-26');
    expect(withoutNumbers('run 123 2026-11-26, 765-4321', 100)).toBe(
      'run 123 2026-11-26, [number]',
    );
    expect(quoted('local-1234567')).toBe('“local-[number]”');
  });

  it('are no longer by it: a letter that NFKC makes many of stays one', () => {
    const many = '\ufdfa'.repeat(493);
    expect(withoutNumbers(`1234567${many}`, 500)).toBe(`[number]${many}`);
    expect(withoutNumbers(`½ of 1234567 in Ⅻ ﬁles`, 500)).toBe('1⁄2 of [number] in Ⅻ ﬁles');
  });

  it('are read with the figures of all scripts', () => {
    for (let code = 0; code < 0x110000; code++) {
      const figure = String.fromCodePoint(code);
      if (/^\p{Nd}$/u.test(figure.normalize('NFKC')) && !hasSevenDigits(figure.repeat(7)))
        expect.fail(`U+${code.toString(16)} is read as no figure`);
    }
  });

  it('can always be stored', () =>
    fc.assert(
      fc.property(
        fc.oneof(anyText, someFigures),
        fc.integer({ min: 0, max: 50 }),
        (text, longest) => {
          const kept = withoutNumbers(text, longest);
          expect(kept).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
          expect(freeTextWithoutNumbers(1_000, '').safeParse(kept).success).toBe(true);
        },
      ),
    ));
});

it('finds a number beside many others in one look, however long the text is', () => {
  const text = `1234567${'.12.34.567-1-2-3-4-5-6-7'.repeat(650)}`;
  expect(hasSevenDigits(text)).toBe(true);
  const schema = freeTextWithoutNumbers(100, 'Use 100 characters or fewer.');
  expect(schema.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
    'Use 100 characters or fewer.',
  ]);
});

it('is whole as JSON, and nothing of it is obeyed or reorders what is beside it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const written = printableJson({ text });
      expect(JSON.parse(written)).toEqual({ text });
      expect(printable(written, written.length)).toBe(written);
    }),
  );
  expect(printableJson('a\n\u009b\u202e')).toBe(String.raw`"a\n\u009b\u202e"`);
});
