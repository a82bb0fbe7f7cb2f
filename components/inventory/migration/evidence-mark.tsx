import { RecordedValue } from '#components/ui/page/recorded.tsx';
import type { MigrationEvidence, RecordedNothing } from '#lib/inventory/client.ts';

export const evidenceWords: Readonly<Record<MigrationEvidence, string>> = {
  source: 'in a source document',
  code: 'seen in code',
  published: 'published, read in excerpts',
  inference: 'inference, to confirm',
};

const short: Readonly<Record<MigrationEvidence, string>> = {
  source: 'Source',
  code: 'Code',
  published: 'Published',
  inference: 'Inference',
};

/** How much of the square is filled says how sure it is; the word says it too. */
const filled: Readonly<Record<MigrationEvidence, number>> = {
  source: 8,
  code: 4,
  published: 4,
  inference: 0,
};

const Square = ({ evidence }: { readonly evidence: MigrationEvidence }) => (
  <svg aria-hidden="true" width="9" height="9" className="flex-none self-center">
    <rect x="0.5" y="0.5" width="8" height="8" className="fill-none stroke-ink" />
    <rect x="0.5" y="0.5" width={filled[evidence]} height="8" className="fill-ink" />
  </svg>
);

export function EvidenceMark({
  evidence,
  nothing = 'not-recorded',
}: {
  readonly evidence: MigrationEvidence | null;
  readonly nothing?: RecordedNothing | undefined;
}) {
  if (evidence === null) return <RecordedValue of={{ state: nothing }} />;
  return (
    <span className="inline-flex gap-1.5 whitespace-nowrap">
      <Square evidence={evidence} />
      {short[evidence]}
    </span>
  );
}

/** What the marks mean, once a page. */
export const EvidenceLegend = () => (
  <ul className="flex flex-wrap gap-x-4 pt-1 text-meta text-muted">
    {(['source', 'code', 'published', 'inference'] as const).map((evidence) => (
      <li key={evidence} className="inline-flex gap-1.5">
        <Square evidence={evidence} />
        {short[evidence]}: {evidenceWords[evidence]}
      </li>
    ))}
  </ul>
);
