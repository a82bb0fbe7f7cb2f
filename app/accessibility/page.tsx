import type { Metadata } from 'next';
import Link from 'next/link';
import { PlainFrame } from '#components/shell/plain-frame.tsx';
import { inEnvironment } from '#lib/kernel/address.ts';
import { firstOf, shellEnvironments, type PageProps } from '#lib/web/page-world.ts';
import { environmentWorld } from '#lib/web/runtime.ts';

export const metadata: Metadata = { title: 'Accessibility statement' };

const heading = 'mt-6 text-section font-bold';
const list = 'mt-1.5 list-disc space-y-1 pl-5';

/** Leads back to the environment that its address names. */
export default async function AccessibilityPage({ searchParams }: PageProps) {
  const world = environmentWorld(firstOf((await searchParams)['environment']));
  const environments = shellEnvironments();
  const home =
    environments.length > 1 && world.ok ? inEnvironment('/', world.value.environment.name) : '/';
  return (
    <PlainFrame environments={environments}>
      <main id="main" className="mx-auto max-w-190 px-4 pt-8 pb-12 text-body">
        <h1 className="text-title font-bold">Accessibility statement</h1>
        <p className="mt-2">
          This statement applies to TIS Console, the internal website with which people start and
          follow the revalidation sync. We want as many people as possible to be able to use it.
        </p>
        <h2 className={heading}>What you can do</h2>
        <ul className={list}>
          <li>
            use every page with a keyboard alone, with a visible focus and a link past the
            navigation
          </li>
          <li>
            zoom to 400% or use a window 320 pixels wide without scrolling sideways; wide tables
            scroll in their own box
          </li>
          <li>choose a light or a dark theme, or follow your system</li>
          <li>read every state as a word and an icon besides its colour</li>
          <li>read every chart and drawing as a sentence or a table beside it</li>
          <li>
            pause live updates, slow them down, or request them yourself; a screen reader hears
            changes of state, not ticks
          </li>
          <li>
            switch off single-key shortcuts: press <kbd className="font-mono">?</kbd>, or open your
            menu
          </li>
        </ul>
        <p className="mt-2">Animation stops when your system asks for reduced motion.</p>
        <h2 className={heading}>How accessible it is</h2>
        <p className="mt-1.5">
          We aim at the Web Content Accessibility Guidelines (WCAG) version 2.2, level AA. Every
          page is checked by an automatic test in both themes whenever the code changes. It has not
          yet been audited by people outside the team, nor tried with every screen reader.
        </p>
        <h2 className={heading}>Known limits</h2>
        <ul className={list}>
          <li>
            names of indexes and queues are long and technical; they break anywhere on a narrow
            screen
          </li>
        </ul>
        <h2 className={heading}>Tell us</h2>
        <p className="mt-1.5">
          If you cannot use a page, or need its content in another form, tell an admin of this
          console or the team that runs it.
        </p>
        <p className="mt-6">
          <Link href={home} className="inline-block min-h-6">
            Back to the console
          </Link>
        </p>
      </main>
    </PlainFrame>
  );
}
