import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

async function filesOf(folder: string, name: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => path.basename(file) === name).map((file) => `${folder}/${file}`);
}

/** Each of its answers is made from all of it. */
describe('the inventory', async () => {
  const routes = await filesOf('app/api/inventory', 'route.ts');
  const pages = await filesOf('app/(console)/inventory', 'page.tsx');

  it('is found', () => {
    expect(routes.length).toBeGreaterThan(5);
    expect(pages.length).toBeGreaterThan(3);
  });

  it.each(routes)('%s is read in turn', async (file) => {
    expect(await readFile(file, 'utf8')).toContain('inTurn(');
  });

  it.each(pages)('%s is made in turn', async (file) => {
    const text = await readFile(file, 'utf8');
    expect(text).toContain('inTurnOf(');
    const ofPage = text.slice(text.indexOf('function Page('));
    expect(ofPage).not.toMatch(/await (?:show|list|count|read)\w+\(world\b/);
  });

  it('is held against what is observed in turn', async () => {
    const text = await readFile('app/(console)/inventory/drift/commands.ts', 'utf8');
    for (const run of ['importObservation', 'acceptDifference', 'knowDifference'])
      expect(text).toMatch(new RegExp(`run: commandInTurn\\(\\w+, ${run}\\)`));
  });
});
