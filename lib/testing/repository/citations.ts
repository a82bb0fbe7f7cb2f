/** What comments cite: files of this repository, and sections of its documents. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Every file that may be cited, relative to the root. */
export interface Repository {
  readonly root: string;
  readonly files: readonly string[];
}

const blocks = /(?<=^|[\s({])\/\*[\s\S]*?\*\//g;
const slashes = /(?<=^|[^\S\n])\/\/[^\n]*(?:\n[^\S\n]*\/\/[^\n]*)*/gm;
const hashes = /^[^\S\n]*#[^\n]*(?:\n[^\S\n]*#[^\n]*)*/gm;
const dashes = /^[^\S\n]*--[^\n]*(?:\n[^\S\n]*--[^\n]*)*/gm;

const kindsOf = (file: string): readonly RegExp[] => {
  if (/\.(tsx?|[mc]?[jt]s|java|prisma)$/.test(file)) return [blocks, slashes];
  if (file.endsWith('.css')) return [blocks];
  return file.endsWith('.sql') ? [dashes, blocks] : [hashes];
};

/** The comments of a file, each on one line and without its marks. */
export function commentsOf(file: string, text: string): readonly string[] {
  return kindsOf(file)
    .flatMap((kind) => text.match(kind) ?? [])
    .map((comment) =>
      comment
        .split('\n')
        .map((line) => line.replace(/^\s*(?:\/\*+|\*(?!\/)|\/\/+|#+|--+)?/, '').trim())
        .join(' ')
        .replace(/\s*\*\/$/, '')
        .trim(),
    );
}

const named = /\.(?:md|tsx?|[mc][jt]s|sql|prisma|ya?ml|java)$/;
const topFolders = 'app|bench|bin|components|deploy|docs|lib|prisma';
const inFolder = String.raw`(?:${topFolders})/[\w./()\[\]-]*[\w\])]`;
const endings = 'md|tsx?|[mc][jt]s|sql|prisma|ya?ml|java';
const byEnding = String.raw`[\w.()\[\]/-]*\w\.(?:${endings})(?![\w/-])`;
const cited = new RegExp(String.raw`(?<![\w@:/.#*=-])(?:${inFolder}|${byEnding})`, 'g');

function isThere({ files }: Repository, from: string, name: string): boolean {
  // The build makes it.
  if (name.startsWith('dist/')) return true;
  const beside = path.posix.normalize(path.posix.join(path.posix.dirname(from), name));
  return files.some(
    (file) =>
      file === name ||
      file === beside ||
      file.startsWith(`${name}/`) ||
      // A file of code may be named by the end of its path; a document never.
      (named.test(name) && !name.endsWith('.md') && file.endsWith(`/${name}`)),
  );
}

const number = String.raw`\d+(?:\.\d+)*[a-z]?(?:,? row \d+)?`;
const numbers = new RegExp(String.raw`^\W{0,2}\s*(${number}(?:(?:,| and) ${number})*)`);

interface Heading {
  readonly title: string;
  readonly body: string;
}

function headingsOf(document: string): readonly Heading[] {
  return document
    .replaceAll(/```[\s\S]*?```/g, '')
    .split(/^#+ /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...body] = section.split('\n');
      return { title: title.replaceAll('`', ''), body: body.join('\n') };
    });
}

/** What is wrong with the section that is named right after a document; null where none is. */
function wrongSection(headings: readonly Heading[], after: string): string | null {
  for (const section of numbers.exec(after)?.[1]?.split(/(?:,| and) (?!row)/) ?? []) {
    const [digits = '', row] = section.split(/,? row /);
    const heading = headings.find(
      ({ title }) => title.split(' ')[0]?.replace(/\.$/, '') === digits,
    );
    if (heading === undefined) return `has no section ${digits}`;
    if (row !== undefined && !new RegExp(String.raw`^\|\s*${row}\s*\|`, 'm').test(heading.body))
      return `has no row ${row} in section ${digits}`;
  }
  const words = /^`?, ([A-Z].*)/.exec(after)?.[1];
  return words === undefined || headings.some(({ title }) => words.startsWith(title))
    ? null
    : `has no heading that starts “${words.slice(0, 30)}”`;
}

/** What `text`, the content of `file`, cites wrongly in its comments. */
export function wrongCitations(repository: Repository, file: string, text: string): string[] {
  return commentsOf(file, text).flatMap((comment) =>
    [...comment.matchAll(cited)].flatMap((match) => {
      const [name] = match;
      if (!isThere(repository, file, name)) return [`${name} is not there`];
      if (!/^docs\/.*\.md$/.test(name)) return [];
      const document = readFileSync(path.join(repository.root, name), 'utf8');
      const after = comment.slice(match.index + name.length);
      const wrong = wrongSection(headingsOf(document), after);
      return wrong === null ? [] : [`${name} ${wrong}`];
    }),
  );
}

const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

/** Links of a document to a heading that is not there. */
export function brokenAnchors({ root }: Repository, file: string, text: string): string[] {
  return [...text.matchAll(/\]\(([\w./-]*\.md)?#([\w-]+)\)/g)].flatMap(([, target, anchor]) => {
    const document = target === undefined ? file : path.join(path.dirname(file), target);
    const headings = headingsOf(readFileSync(path.join(root, document), 'utf8'));
    return headings.some(({ title }) => slugOf(title) === anchor)
      ? []
      : [`${document}#${anchor ?? ''} is not there`];
  });
}
