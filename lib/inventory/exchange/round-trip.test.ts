import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { shippedFolder } from '../ship-estates.ts';
import { estatesOf, tryImport } from './testing.ts';
import { estatesCsv } from './write-csv.ts';
import { estateYaml, estatesYaml } from './write-yaml.ts';

const shipped = estatesOf(
  readdirSync(shippedFolder)
    .sort()
    .map((name) => readFileSync(path.join(shippedFolder, name), 'utf8')),
);
const nothing = { complaints: [], items: [], sources: [], kept: [], suggestions: [] };

it('imports the shipped estates as they were exported without a change', () => {
  expect(tryImport(shipped, 'yaml', [...estatesYaml(shipped.estates)].join('')).plan).toMatchObject(
    {
      ...nothing,
      unchanged: shipped.items.length,
    },
  );
  expect(tryImport(shipped, 'csv', [...estatesCsv(shipped.estates)].join('')).plan).toMatchObject({
    ...nothing,
    unchanged: shipped.items.length,
  });
});

it.each(shipped.estates.map((estate) => [estate.items[0]?.key ?? '', estate] as const))(
  'imports %s alone, in either format, without a change',
  (_, estate) => {
    const unchanged = estate.items.length;
    expect(tryImport(shipped, 'yaml', [...estateYaml(estate)].join('')).plan).toMatchObject({
      ...nothing,
      unchanged,
    });
    expect(tryImport(shipped, 'csv', [...estatesCsv([estate])].join('')).plan).toMatchObject({
      ...nothing,
      unchanged,
    });
  },
);
