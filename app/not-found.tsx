import type { Metadata } from 'next';
import Link from 'next/link';
import { connection } from 'next/server';
import { PlainFrame } from '#components/shell/plain-frame.tsx';
import { pages } from '#components/shell/pages.ts';
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
          not exist in this version of the console.
        </p>
        <ul className="mt-4">
          {pages.map(({ href, name: page }) => (
            <li key={href}>
              <Link href={href} className="inline-block min-h-7">
                {page}
              </Link>
            </li>
          ))}
        </ul>
      </main>
    </PlainFrame>
  );
}
