// Java servers without a package of their own: the jars of a pom in java/, fetched once by Maven
// into a cache.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { finish } from './server.mjs';

export const sources = path.join(import.meta.dirname, 'java');
const cache = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'tis-console-services',
);
const copyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

/** Every JDK of the machine, newest first: `[{ home, version }]`. */
export function jdks() {
  const parents = ['/usr/lib/jvm', '/opt/java', '/Library/Java/JavaVirtualMachines'].filter(
    (folder) => existsSync(folder),
  );
  const homes = [
    process.env.JAVA_HOME,
    ...parents.flatMap((parent) => readdirSync(parent).map((name) => path.join(parent, name))),
  ];
  const found = homes.flatMap((home) => {
    if (
      home === undefined ||
      !existsSync(path.join(home, 'release')) ||
      !existsSync(path.join(home, 'bin/javac'))
    )
      return [];
    const version = Number(
      /JAVA_VERSION="(\d+)/.exec(readFileSync(path.join(home, 'release'), 'utf8'))?.[1],
    );
    return [{ home, version }];
  });
  return found.sort((a, b) => b.version - a.version);
}

export function jdk(from, to = Infinity) {
  return jdks().find(({ version }) => version >= from && version <= to);
}

/**
 * The folder with the jars of `java/<name>/pom.xml`. Built beside its final path and renamed, so
 * that two first runs cannot spoil it.
 */
export async function jars(name, version, properties = {}, compile = async () => undefined) {
  const folder = path.join(cache, `${name}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(path.join(cache, '.new-'));
  const defines = Object.entries(properties).map(([key, value]) => `-D${key}=${value}`);
  const pom = path.join(sources, name, 'pom.xml');
  await finish('mvn', [
    '-q',
    '-B',
    '-f',
    pom,
    ...defines,
    copyPlugin,
    '-DincludeScope=runtime',
    `-DoutputDirectory=${fresh}`,
  ]);
  await compile(fresh);
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true });
  }
  return folder;
}
