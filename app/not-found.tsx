import type { Metadata } from 'next';
import Link from 'next/link';
import { connection } from 'next/server';
import { PlainFrame } from '#components/shell/plain-frame.tsx';
import { pages } from '#components/shell/pages.ts';
import { inEnvironment } from '#lib/kernel/address.ts';
import { shellEnvironments } from '#lib/web/page-world.ts';

export const metadata: Metadata = { title: 'Page not found' };

export default async function NotFound() {
  // Which environment this is, is known at a request, not when the pages are built.
  await connection();
  const environments = shellEnvironments();
  return (
    <PlainFrame environments={environments}>
      <main id="main" className="mx-auto max-w-190 px-4 pt-8 pb-12">
        <h1 className="text-title font-bold">Page not found</h1>
        <p className="mt-2 text-muted">
          If you typed the address, check that it is correct. If you followed a link, the page may
          not exist in this version of the console, or belong to an environment that this console
          does not run.
        </p>
        <ul className="mt-4">
          {environments.length === 1
            ? pages.map(({ href, name }) => (
                <li key={href}>
                  <Link href={href} className="inline-block min-h-7">
                    {name}
                  </Link>
                </li>
              ))
            : environments.map(({ name, title }) => (
                <li key={name}>
                  <Link href={inEnvironment('/', name)} className="inline-block min-h-7">
                    Overview of {title}
                  </Link>
                </li>
              ))}
        </ul>
      </main>
    </PlainFrame>
  );
}
