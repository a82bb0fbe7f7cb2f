import { describe, expect, it } from 'vitest';
import { madeFrom, rangeOfLine, versionIn, wrongLines } from './contract-words.ts';

describe('the text of a contract on its page', () => {
  it('says from which version it was made, and can be made from another', () => {
    expect(versionIn('version: 3\naliases: []')).toBe(3);
    expect(versionIn('aliases: []')).toBeNull();
    expect(madeFrom('version: 3\naliases: []', 4)).toBe('version: 4\naliases: []');
    expect(madeFrom('aliases: []', 4)).toBe('version: 4\naliases: []');
  });

  it('leads to the lines that are wrong, in their order', () => {
    expect(wrongLines({ 'line 12': 'b', 'line 2': 'a', reason: 'c' })).toEqual([
      { line: 2, says: 'a' },
      { line: 12, says: 'b' },
    ]);
    const text = 'one\ntwo\nthree';
    expect(text.slice(...rangeOfLine(text, 2))).toBe('two');
    expect(rangeOfLine(text, 9)).toEqual([text.length + 1, text.length + 1]);
  });
});
