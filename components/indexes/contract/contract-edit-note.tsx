import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ContractEdit } from '#lib/indexes/client.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { Time } from '#components/ui/time/time.tsx';

/** That the contract is an admin's, what that means for the next sync, and a way back. */
export function ContractEditNote({
  edit: { actor, at, reason, version, pipeline, isForNextSync },
  children,
}: {
  readonly edit: ContractEdit;
  readonly children?: ReactNode;
}) {
  const own =
    pipeline === null
      ? 'the pipeline’s own'
      : `that of pipeline ${pipeline.name}, version ${pipeline.version}`;
  return (
    <div className="mt-3">
      <Note
        tone={isForNextSync ? 'run' : 'warn'}
        icon={Pencil}
        title={
          <>
            Edited by {actor}, <Time at={at} as="near" />
          </>
        }
        actions={children}
      >
        <p className="wrap-anywhere">
          Version {version}, made from {own}.
          {reason === null || reason === '' ? '' : ` “${reason}” `}
          {isForNextSync
            ? ' The next sync leads its aliases by it.'
            : ' The pipeline plans other aliases since, and the next sync goes by these.'}
        </p>
      </Note>
    </div>
  );
}
