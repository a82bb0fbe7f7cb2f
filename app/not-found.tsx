import Link from 'next/link';

export default function NotFound() {
  return (
    <main id="main" className="mx-auto max-w-190 px-4 pt-12 pb-12">
      <h1 className="text-title font-bold">Page not found</h1>
      <p className="mt-2 text-muted">The address may be mistyped, or the page may not exist in this version of the console.</p>
      <ul className="mt-4 space-y-1">
        <li>
          <Link href="/">Overview</Link>
        </li>
        <li>
          <Link href="/sync">Sync</Link>
        </li>
        <li>
          <Link href="/indexes">Indexes</Link>
        </li>
      </ul>
    </main>
  );
}
