import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { readYaml } from './yaml-text.ts';

const faultsOf = (text: string): string[] =>
  readYaml(z.record(z.string(), z.unknown()), text, 'the text').complaints.found.map(
    ({ line, says }) => `${line}: ${says}`,
  );

describe('a text that is no YAML', () => {
  it.each([
    ['aliases: [', '1: the indentation is wrong, or a bracket was not closed'],
    ['a:\n  b: 1\n c: 2', '3: the indentation is wrong'],
    ['a: "x', '1: something is missing here: a closing quote'],
    ['a: 1\nb', '2: something is missing here'],
    ['a: b: c', '1: a second key or a list begins where a value is.'],
    ['a:\n\tb: 1', '2: a tab indents this.'],
    ['a: 1\nb: 2\na: 3', '3: this key is here twice. Keep one of them.'],
    ['a: { b: 1, b: 2 }', '1: this key is here twice.'],
    ['a: 1\n"a": 2', '2: this key is here twice.'],
    ['a: 1\n---\nb: 2', '2: a second text begins here.'],
    ['a: "\\q"', '1: a backslash between double quotes says nothing'],
    ['a: @b', '1: a value cannot begin with this sign.'],
    ['abc\ndef: 1', '1: this is no key with a value.'],
    ['a: ]', '1: something here belongs elsewhere.'],
    ['a: [b: - c]', '1: a list with dashes is between brackets.'],
    ['a: 1\n? [b, 2]\n: c', '2: a key is a list or has keys itself. Use a word.'],
    ['a: { ? { b: 1 } : c }', '1: a key is a list or has keys itself.'],
  ])('is told in plain words: %j', (text, says) => {
    const found = faultsOf(text);
    expect(found).toEqual([expect.stringContaining(says)]);
    expect(found[0]).not.toMatch(/[A-Z_]{4,}|implicit|flow|scalar|mapping|sequence|token/);
  });

  it('leaves nothing of a key in the log', () => {
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    onTestFinished(() => {
      warned.mockRestore();
    });
    faultsOf('? ["\u202e1234567"]\n: a');
    faultsOf('a: [{ ? { "\u202e1234567": 1 } : 2 }]');
    expect(warned).not.toHaveBeenCalled();
  });

  it('is told once for each line, in the order of the lines', () => {
    expect(faultsOf('- a\nb: 1\n').map((says) => says.slice(0, 2))).toEqual(['2:']);
    expect(faultsOf('a: 1\na: 2\nb: @x\n').map((says) => says.slice(0, 2))).toEqual(['2:', '3:']);
  });

  it('is found among thousands of keys', () => {
    const keys = Array.from({ length: 12_000 }, (_, at) => `k${at}: 1`);
    expect(faultsOf(keys.join('\n'))).toEqual([]);
    expect(faultsOf([...keys, 'k7: 1'].join('\n'))).toEqual([
      '12001: this key is here twice. Keep one of them.',
    ]);
  });
});
