import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bidirectionalRefused,
  controlRefused,
  freeText,
  freeTextWithoutNumbers,
  isVisible,
  printable,
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
  ])('refuses %j, which may be the number of a doctor', (text) =>
    expect(read(text)).toBe(sevenDigitsRefused),
  );

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
    expect(quoted('local-1234567')).toBe('“local-[number]”');
  });

  it('can always be stored', () =>
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 50 }), (text, longest) => {
        const kept = withoutNumbers(text, longest);
        expect(kept).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
        expect(freeTextWithoutNumbers(1_000, '').safeParse(kept).success).toBe(true);
      }),
    ));
});
