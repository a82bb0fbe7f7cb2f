import { isSignedOut, type Fault } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { Button } from '../form/button.tsx';
import { IdToQuote } from './id-to-quote.tsx';
import { Note } from './note.tsx';
import { SignInLink } from './sign-in-link.tsx';

interface FaultNoteProps {
  readonly title: string;
  readonly fault: Fault;
  /** What it means for the people who use the revalidation pages. */
  readonly meaning: string;
  /** Quoted on the telephone; a response of the console's own routes carries it in the fault. */
  readonly id?: string;
  readonly onRetry?: () => void;
}

/**
 * Says what happened, what it means for users, what to do next, and an id to quote where there is
 * one.
 */
export function FaultNote({ title, fault, meaning, id, onRetry }: FaultNoteProps) {
  const quoted = id ?? fault.detail?.['id'];
  return (
    <div className="mt-3">
      <Note
        tone="bad"
        role="alert"
        title={title}
        actions={
          isSignedOut(fault) ? (
            <SignInLink />
          ) : (
            onRetry && <Button onClick={onRetry}>Try again</Button>
          )
        }
      >
        <p>{sentences(fault.says, meaning)}</p>
        <IdToQuote fault={fault} id={typeof quoted === 'string' ? quoted : undefined} />
      </Note>
    </div>
  );
}
