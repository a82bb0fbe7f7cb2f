'use client';

import Link from 'next/link';
import { useEnvironments } from '#components/shell/environments.tsx';
import { Note } from '#components/ui/feedback/note.tsx';

/** For a person whose password was made by another person. */
export function MustChangeNote() {
  const { href } = useEnvironments();
  return (
    <div className="mb-4">
      <Note tone="warn" title="Choose a password of your own">
        <p>
          Yours was made for you, and others may have seen it.{' '}
          <Link href={href('/account')} className="inline-block min-h-6 leading-6">
            Change it in your account
          </Link>
          .
        </p>
      </Note>
    </div>
  );
}
