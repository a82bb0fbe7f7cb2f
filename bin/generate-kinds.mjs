// The list of all kinds of things of the inventory: what the files of its folder are, so that a new
// kind is one file. `bin/generate.mjs` writes it; a test tells when somebody forgot.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../lib/inventory/kinds/', import.meta.url);
const list = 'all-kinds.ts';

export const kindSources = () =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== list)
    .sort()
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

export function kindsList(sources = kindSources()) {
  const kinds = sources.map(({ file, text }) => {
    const [, name] = /^export const (\w+) = defineKind\(/m.exec(text) ?? [];
    if (name === undefined) throw new Error(`${file} of lib/inventory/kinds defines no kind.`);
    return { file, name };
  });
  return [
    '/** Every kind of component, in the order of lists. Made by `npm run generate`. */',
    `import { inOrder, type Kind } from '../kind.ts';`,
    ...kinds.map(({ file, name }) => `import { ${name} } from './${file}';`),
    '',
    'export const kinds: readonly Kind[] = inOrder([',
    ...kinds.map(({ name }) => `  ${name},`),
    ']);',
    '',
    'const byName = new Map(kinds.map((kind) => [kind.kind, kind]));',
    '',
    'export const kindOf = (kind: string): Kind | undefined => byName.get(kind);',
    '',
  ].join('\n');
}

export const writeKindsList = () => writeFileSync(new URL(list, folder), kindsList());
