'use client';

import { Note } from '#components/ui/feedback/note.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { placeWords, type ImportPreview } from '#lib/inventory/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { ImportDiff } from './import-diff.tsx';

export interface ImportChoices {
  readonly isRemoving: boolean;
  /** New keys, each with the key of what it is another name of. */
  readonly renames: Readonly<Record<string, string>>;
}

interface ImportPreviewViewProps {
  readonly preview: ImportPreview;
  readonly choices: ImportChoices;
  readonly onChoices: (choices: ImportChoices) => void;
  readonly isStale: boolean;
}

export function ImportPreviewView({
  preview,
  choices,
  onChoices,
  isStale,
}: ImportPreviewViewProps) {
  if (preview.complaints.length > 0) return <Complaints preview={preview} />;
  const { items, sources, counts, lost, obstacles } = preview;
  return (
    <>
      {obstacles.length > 0 && (
        <div className="mt-3">
          <Note tone="bad" role="alert" title="It cannot be done as it is">
            <ul>
              {obstacles.map((says) => (
                <li key={says}>{says}</li>
              ))}
            </ul>
          </Note>
        </div>
      )}
      <Renames preview={preview} choices={choices} onChoices={onChoices} />
      <Gone preview={preview} choices={choices} onChoices={onChoices} />
      <Section
        title="What changes"
        sub={`${countOf(counts.unchanged, 'other thing stays', 'other things stay')} as now`}
        isStale={isStale}
      >
        {items.length === 0 ? (
          <p className="mt-2 text-dense">
            {sources.length === 0
              ? 'Nothing: the inventory is as the file says.'
              : 'No thing; only what is said of sources.'}
          </p>
        ) : (
          <ImportDiff items={items} />
        )}
      </Section>
      {sources.length > 0 && (
        <Section title="Sources" sub={count(sources.length)} isStale={isStale}>
          <ul className="text-dense">
            {sources.map(({ estate, id, before, after }) => (
              <li key={`${estate} ${id}`} className="border-b border-rule py-1.5 wrap-anywhere">
                <strong>{before === null ? 'Added' : 'Changed'}</strong> {id} of {estate}:{' '}
                {after.title}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {lost.length > 0 && (
        <Section title="Relations that go with what is removed" sub={count(lost.length)}>
          <ul className="text-dense">
            {lost.map(({ from, kind, to }) => (
              <li
                key={`${from} ${kind} ${to}`}
                className="border-b border-rule py-1.5 wrap-anywhere"
              >
                {from} {kind} {to}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Complaints({ preview }: { readonly preview: ImportPreview }) {
  const { complaints, moreComplaints } = preview;
  const wrong = countOf(complaints.length + moreComplaints, 'thing is', 'things are');
  return (
    <div className="mt-3">
      <Note tone="bad" role="alert" title={`Nothing can be imported: ${wrong} wrong with the file`}>
        <ul className="space-y-1">
          {complaints.map((complaint) => (
            <li key={`${placeWords(complaint)} ${complaint.says}`} className="wrap-anywhere">
              <strong>{placeWords(complaint)}:</strong> {complaint.says}
            </li>
          ))}
        </ul>
        {moreComplaints > 0 && <p>And {count(moreComplaints)} more.</p>}
      </Note>
    </div>
  );
}

type ChoosingProps = Pick<ImportPreviewViewProps, 'preview' | 'choices' | 'onChoices'>;

const becauseWords = {
  name: 'both have this name',
  facts: 'the same is said of both',
  most: 'most of what is said of both is the same',
} as const;

/** What may be one thing with another name; what was ticked stays here, to be taken back. */
function Renames({ preview, choices, onChoices }: ChoosingProps) {
  const chosen = Object.entries(choices.renames);
  const suggestions = preview.suggestions.filter(({ key }) => !(key in choices.renames));
  if (chosen.length + suggestions.length === 0) return null;
  const all = [
    ...chosen.map(([key, was]) => ({ key, was, because: null })),
    ...suggestions.map(({ key, was, because }) => ({ key, was, because })),
  ];
  const tick = (key: string, was: string, isTicked: boolean) =>
    onChoices({
      ...choices,
      renames: isTicked
        ? { ...choices.renames, [key]: was }
        : Object.fromEntries(chosen.filter(([other]) => other !== key)),
    });
  return (
    <Section
      title="Another name?"
      sub="tick what is one thing: its history and relations come along"
    >
      <ul className="text-dense">
        {all.map(({ key, was, because }) => (
          <li key={key} className="border-b border-rule">
            <Tick isTicked={key in choices.renames} onTick={(isTicked) => tick(key, was, isTicked)}>
              {was} is called {key} from now on
              {because !== null && <span className="text-muted"> ({becauseWords[because]})</span>}
            </Tick>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const shownKeys = 20;

/** What a whole estate lacks: it stays until somebody says that it goes. */
function Gone({ preview, choices, onChoices }: ChoosingProps) {
  const { kept, counts } = preview;
  const number = choices.isRemoving ? counts.removed : kept.length;
  if (number === 0) return null;
  return (
    <Section title="No longer in the file" sub={countOf(number, 'thing')}>
      <Tick
        isTicked={choices.isRemoving}
        onTick={(isRemoving) => onChoices({ ...choices, isRemoving })}
      >
        Remove {number === 1 ? 'it' : `all ${count(number)}`} from the inventory; otherwise{' '}
        {number === 1 ? 'it stays' : 'they stay'}
      </Tick>
      {kept.length > 0 && (
        <p className="text-meta text-muted wrap-anywhere">
          {kept.slice(0, shownKeys).join(', ')}
          {kept.length > shownKeys && ` and ${count(kept.length - shownKeys)} more`}
        </p>
      )}
    </Section>
  );
}

interface TickProps {
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
  readonly children: React.ReactNode;
}

function Tick({ isTicked, onTick, children }: TickProps) {
  return (
    <label className="flex min-h-8 items-center gap-2 py-1 text-dense">
      <input
        type="checkbox"
        checked={isTicked}
        onChange={({ target }) => onTick(target.checked)}
        className="size-4.5 flex-none"
      />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </label>
  );
}
