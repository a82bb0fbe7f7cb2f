import { describe, expect, it } from 'vitest';
import { isEasilyGuessed } from './common-passwords.ts';
import { newPassword } from './passwords.ts';

const email = 'anna.smith@example.org';

describe('a password that is guessed first', () => {
  it.each([
    ['known from break-ins', '1qaz2wsx3edc'],
    ['known, in capitals', 'UNBELIEVABLE'],
    ['known, full-width', 'ｕｎｂｅｌｉｅｖａｂｌｅ'],
    ['known, with a year and signs', 'Password2026!'],
    ['known, with digits around it', '123password123'],
    ['known, twice', 'dragondragon'],
    ['known, twice, with a year', 'DragonDragon1999'],
    ['known, as people disguise it', 'P@ssw0rd!!!!'],
    ['a number', '202611262026'],
    ['a number with a letter', '123456789012a'],
    ['one character', 'xxxxxxxxxxxx'],
    ['few characters', 'abcabcabcabc'],
    ['the name of its person', 'Anna.Smith2026'],
    ['the name of its person, without the dot', 'AnnaSmith2026!'],
    ['the address of its person, without its signs', 'annasmithexample.org'],
    ['the name of the product', 'TIS Console 1'],
  ])('is %s', async (_, password) => expect(await isEasilyGuessed(password, email)).toBe(true));

  it.each(['correct horse battery', 'purple otters sing', 'Tr0ub4dor&3-and-more', 'k9#2$8%1&4*0'])(
    'is not %s',
    async (password) => expect(await isEasilyGuessed(password, email)).toBe(false),
  );

  it('is never one of ours', async () => {
    for (let time = 0; time < 200; time++)
      expect(await isEasilyGuessed(newPassword(), email)).toBe(false);
  });
});
