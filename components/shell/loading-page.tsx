import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';

/** Headings at once, grey rows a little later; never a spinner for the page. */
export function LoadingPage({
  title,
  sections,
}: {
  readonly title: string;
  readonly sections: readonly string[];
}) {
  return (
    <div data-live>
      <PageHead title={title} />
      {sections.map((section) => (
        <Section
          key={section}
          title={section}
          age={<span className="text-meta text-muted">Asking…</span>}
        >
          <SkeletonRows label={section.toLowerCase()} />
        </Section>
      ))}
    </div>
  );
}
