import Link from 'next/link';
import { Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import {
  statusWords,
  type Blocked,
  type Plan,
  type Step,
  type TiedItem,
  type WayBack,
} from '#lib/inventory/client.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { itemHref } from '../words.ts';

interface PlanStepsProps {
  readonly label: string;
  readonly plan: Plan;
  readonly items: readonly TiedItem[];
}

const wayBackWords: Readonly<Record<WayBack, string>> = {
  switch: 'By switching back: nothing of it keeps data, as far as it is recorded',
  copy: 'Until AWS is written to; then what was written must be copied back',
  'not-recorded': 'Not recorded whether it keeps data',
};

/** What one waits for, each once, with those that wait. */
function waitsOf({ items }: Step, blockers: readonly Blocked[]): readonly Blocked[] {
  const own = blockers.filter(({ key }) => items.includes(key));
  return [...new Map(own.map((blocked) => [blocked.by.key, blocked])).values()];
}

/** One step after the other: what moves in it, what it waits for, and how it is taken back. */
export function PlanSteps({ label, plan, items }: PlanStepsProps) {
  const names = new Map(items.map(({ key, name }) => [key, name]));
  const becauseOf = new Map(plan.withThem.map((one) => [one.key, one]));
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th numeric className="w-12">
            Step
          </Th>
          <Th>What moves, in this order</Th>
          <Th>Waits for</Th>
          <Th>Way back</Th>
        </tr>
      </thead>
      <tbody>
        {plan.steps.map((step, at) => (
          <tr key={step.items.join(' ')}>
            <Td numeric>{at + 1}</Td>
            <Td>
              <ol>
                {step.items.map((key) => {
                  const because = becauseOf.get(key);
                  return (
                    <li key={key}>
                      <Link href={itemHref(key)} className="inline-block min-h-6 font-bold">
                        {names.get(key) ?? key}
                      </Link>
                      {because !== undefined && (
                        <span className="text-muted">
                          {' '}
                          with {names.get(because.because) ?? because.because}
                          {because.note === null ? '' : `: ${because.note}`}
                        </span>
                      )}
                    </li>
                  );
                })}
              </ol>
            </Td>
            <Td>
              <Waits waits={waitsOf(step, plan.blockers)} />
            </Td>
            <Td className="max-w-[44ch]">
              {wayBackWords[step.wayBack]}
              {step.data.length > 0 && (
                <span className="block text-muted">
                  {listWords([...new Set(step.data.map(({ name }) => name))], 'and')}
                </span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Waits({ waits }: { readonly waits: readonly Blocked[] }) {
  if (waits.length === 0) return <span className="text-muted">nothing recorded</span>;
  return (
    <ul className="space-y-1">
      {waits.map(({ by, status }) => (
        <li key={by.key}>
          <Status tone="warn" className="whitespace-normal!">
            {by.name}
          </Status>
          <span className="block text-muted">
            {status === null ? 'outside, not recorded whether settled' : statusWords[status]}
            {by.note === null ? '' : `. ${by.note}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
