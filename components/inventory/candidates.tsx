import Link from 'next/link';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';

interface CandidatesProps {
  readonly title: string;
  readonly says: string;
  readonly keys: readonly string[];
  readonly hrefOf: (key: string) => string;
}

/** Instead of a page that cannot tell what was meant: what could be. */
export function Candidates({ title, says, keys, hrefOf }: CandidatesProps) {
  return (
    <>
      <PageHead title={title} trail={[{ href: '/inventory', text: 'Inventory' }]} here={title} />
      <p className="mt-2 max-w-[82ch]">{says}</p>
      <Section title={keys.length === 1 ? 'Perhaps this' : 'One of these'}>
        <ul>
          {keys.map((key) => (
            <li key={key} className="border-b border-rule py-1.5">
              <Link href={hrefOf(key)} className="inline-block min-h-6 font-bold wrap-anywhere">
                {key}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
