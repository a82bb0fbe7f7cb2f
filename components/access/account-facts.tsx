import type { Person } from '#lib/access/client.ts';
import { recordedOr } from '#lib/kernel/recorded.ts';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import { Time } from '#components/ui/time/time.tsx';

/** What this console knows of a person. */
export function AccountFacts({ person }: { readonly person: Person }) {
  const { email, name, role, createdAt } = person;
  return (
    <DefinitionList className="max-w-160">
      <Definition term="Email address">{email}</Definition>
      <Definition term="Name">
        <RecordedValue of={recordedOr(name === email ? null : name, 'not-recorded')} />
      </Definition>
      <Definition term="Role">{role}</Definition>
      <Definition term="Account since">
        <Time at={createdAt} as="full-ago" />
      </Definition>
    </DefinitionList>
  );
}
