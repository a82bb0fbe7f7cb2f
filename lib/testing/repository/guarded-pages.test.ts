import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const files = (await readdir('app', { recursive: true })).filter((file) =>
  /(^|\/)(page|layout|template|default|not-found)\.tsx$/.test(file),
);

/** What can throw a driver's words: the features, and the check of who is signed in. */
const isGuarded = /from '#lib\/(?:[a-z]+\/index|web\/session)\.ts'/;

describe('a page that calls a feature', () => {
  it('is found', () => expect(files.length).toBeGreaterThan(5));

  it.each(files)('%s says nothing of what went wrong but an id', async (file) => {
    const text = await readFile(path.join('app', file), 'utf8');
    if (isGuarded.test(text)) expect(text).toContain('export default guardPage(');
  });
});

describe('a page of the console', () => {
  const own = files.filter((file) => file.startsWith('(console)/') && file.endsWith('page.tsx'));

  it('is found', () => expect(own.length).toBeGreaterThan(3));

  // A layout alone is not drawn again when a browser goes from page to page.
  it.each(own)('%s asks itself who is signed in', async (file) => {
    expect(await readFile(path.join('app', file), 'utf8')).toMatch(/await requirePerson\(\)/);
  });
});
