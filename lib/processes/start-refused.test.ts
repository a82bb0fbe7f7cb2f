import { expect, test } from 'vitest';
import { inPlainWords, StartRefused } from './start-refused.ts';

const roomy = async (): Promise<number> => 1024 ** 3;
const full = async (): Promise<number> => 4_096;
const codeless = new Error('a rejection without a code');

test.each([
  ['that is written to', Object.assign(new Error('write'), { code: 'ENOSPC' }), roomy],
  ['whose quota is used up', Object.assign(new Error('write'), { code: 'EDQUOT' }), roomy],
  ['in which the embedded database cannot be made', codeless, full],
])('a full disk %s is said in one line', async (_, error, freeBytes) => {
  expect(await inPlainWords(error, '/data', freeBytes)).toMatchObject({
    exitCode: 1,
    says: 'The disk of /data (DATA_DIR) is full. Free some of it, then start again.',
  });
});

test('what is no full disk is left as it is', async () => {
  const refused = new StartRefused(75, 'The data folder is in use.');
  expect(await inPlainWords(refused, '/data', full)).toBe(refused);
  expect(await inPlainWords(codeless, '/data', roomy)).toBe(codeless);
  expect(await inPlainWords(codeless, '/there/is/no/such/folder')).toBe(codeless);
});
