import { notFound, redirect } from 'next/navigation';
import { environmentOfPage } from './page-environment.ts';
import { consoleWorld, type WebWorld } from './runtime.ts';

export interface PageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

type Given = Readonly<Record<string, string | string[] | undefined>>;

export const firstOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

function searchOf(given: Given): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    const text = firstOf(value);
    if (text !== undefined) search.set(name, text);
  }
  return search.toString();
}

/**
 * The environment that the address of a page names. Where there is only one it needs no name; where
 * there are several, an address without one leads to the first. 404 for one that is not there.
 */
export async function pageWorld(path: string, searchParams: Promise<Given>): Promise<WebWorld> {
  const environment = environmentOfPage(path, searchOf(await searchParams));
  if (environment.kind === 'found') return environment.world;
  if (environment.kind === 'not-found') notFound();
  redirect(environment.address);
}

/** All environments as the shell shows them. */
export const shellEnvironments = () =>
  consoleWorld().environments.map(({ environment, hasSyntheticPeople }) => {
    const { name, title, isProduction } = environment;
    return { name, title, isProduction, hasSyntheticPeople };
  });
