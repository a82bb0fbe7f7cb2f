'use client';

import { useState } from 'react';
import { Status } from '#components/ui/feedback/status.tsx';
import { TextField } from '#components/ui/form/field.tsx';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { branchCheck } from '#lib/inventory/client.ts';

/** What becomes of a branch by its name: by the README, and by the repository. */
export function BranchChecker() {
  const [typed, setTyped] = useState('');
  const branch = typed.trim();
  return (
    <>
      <form className="max-w-120" onSubmit={(event) => event.preventDefault()}>
        <TextField
          label="Name of a branch"
          hint="Such as task/DS-123_My_feature_branch."
          value={typed}
          autoComplete="off"
          maxLength={300}
          onTyped={setTyped}
        />
      </form>
      {branch !== '' && <Verdict branch={branch} />}
    </>
  );
}

function Verdict({ branch }: { readonly branch: string }) {
  const { documented, actual, environment, isAccepted, notes } = branchCheck(branch);
  return (
    <div role="status" className="mt-3 max-w-180">
      <DefinitionList>
        <Definition term="As documented">
          <Status tone={documented.deploys === true ? 'ok' : 'off'}>
            {documented.deploys === null
              ? 'Not said'
              : documented.deploys
                ? 'Is deployed'
                : 'Is not deployed'}
          </Status>
          <span className="block text-muted">{documented.says}</span>
        </Definition>
        <Definition term="As the repository does it">
          <Status tone={actual.deploys ? 'ok' : 'off'}>
            {actual.deploys ? 'Is deployed' : 'Is not deployed'}
          </Status>
          <span className="block text-muted">{actual.says}</span>
        </Definition>
        <Definition term="Environment">{environment ?? 'none'}</Definition>
        <Definition term="Check before a commit">
          {isAccepted ? 'lets the name pass' : 'refuses the name'}
        </Definition>
      </DefinitionList>
      {notes.length > 0 && (
        <ul className="mt-1 list-disc pl-5 text-dense">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
