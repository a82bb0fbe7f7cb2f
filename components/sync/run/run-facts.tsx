import type { Run } from '#lib/sync/client.ts';
import { recordedOr } from '#lib/kernel/recorded.ts';
import { dateWords } from '#lib/kernel/words/times.ts';
import { WholeIndexName } from '#components/indexes/index-name.tsx';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import { Time } from '#components/ui/time/time.tsx';

/** What stays true of a run, beside what changes while it is watched. */
export function RunFacts({ run }: { readonly run: Run }) {
  const indexes = Object.values(run.generations);
  const hasEnded = run.endedAt !== null;
  return (
    <DefinitionList>
      <Definition term="In addresses and the terminal">
        <code>{run.run}</code>
      </Definition>
      <Definition term="Pipeline">
        {run.pipeline}, version {run.pipelineVersion}
      </Definition>
      <Definition term="Works with the date">
        {dateWords(new Date(`${run.asOf}T12:00:00Z`))}
      </Definition>
      <Definition term="Queued">
        <Time at={run.queuedAt} as="full" />
      </Definition>
      <Definition term="Started">
        <RecordedValue
          of={recordedOr(run.startedAt && <Time at={run.startedAt} as="full" />, 'none')}
          word={hasEnded ? 'never started' : 'waits for a worker'}
        />
      </Definition>
      <Definition term="Ended">
        <RecordedValue
          of={recordedOr(run.endedAt && <Time at={run.endedAt} as="full" />, 'not-applicable')}
          word="it has not ended"
        />
      </Definition>
      <Definition term="Indexes it made">
        <RecordedValue
          of={recordedOr(indexes.length === 0 ? null : <Names names={indexes} />, 'none')}
          word={hasEnded ? undefined : 'none yet'}
        />
      </Definition>
    </DefinitionList>
  );
}

const Names = ({ names }: { readonly names: readonly string[] }) => (
  <ul>
    {names.map((name) => (
      <li key={name}>
        <WholeIndexName index={name} />
      </li>
    ))}
  </ul>
);
