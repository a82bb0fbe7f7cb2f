'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { Note } from '#components/ui/feedback/note.tsx';
import { useToast } from '#components/ui/feedback/toast.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { TextArea, TextField, TickBox } from '#components/ui/form/field.tsx';
import { FileBox } from '#components/ui/form/file-box.tsx';
import { Pick } from '#components/ui/form/pick.tsx';
import { faultShown } from '#components/ui/live/use-live.ts';
import { Section } from '#components/ui/page/section.tsx';
import {
  allCovered,
  importKinds,
  loadReader,
  observedReason,
  type ImportKind,
  type Observation,
  type ObservedImport,
  type Told,
  whyTooLarge,
} from '#lib/inventory/client.ts';
import { postJson } from '#lib/kernel/get-json.ts';
import { hasNoAnswer, type Fault } from '#lib/kernel/result.ts';
import { PreviewTable } from './preview-table.tsx';
import { countWords, importWords } from './words.ts';

export interface EnvironmentOption {
  readonly key: string;
  readonly title: string;
}

interface ObserveFormProps {
  readonly environments: readonly EnvironmentOption[];
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
}

/** What is shown, and then imported as it was shown. */
interface Sent {
  readonly environment: string;
  readonly observation: Observation;
  readonly profiles: readonly string[] | null;
}

type Step =
  | { readonly is: 'asking' }
  | { readonly is: 'reading' }
  | { readonly is: 'refused'; readonly complaints: readonly Told[] }
  | { readonly is: 'failed'; readonly fault: Fault; readonly isImport: boolean }
  | {
      readonly is: 'shown' | 'importing';
      readonly sent: Sent;
      readonly preview: ObservedImport;
    };

/** Without a reason it is only shown. */
const send = (sent: Sent, reason: string | null): Promise<ObservedImport> =>
  postJson<ObservedImport>('/api/v1/inventory/observe', {
    ...sent,
    ...(reason === null ? { isDryRun: true } : { isDryRun: false, reason }),
  });

export function ToldList({ told }: { readonly told: readonly Told[] }) {
  return (
    <ul className="list-disc pl-5">
      {told.map(({ place, says }) => (
        <li key={`${place ?? ''} ${says}`} className="wrap-anywhere">
          {place !== null && <strong>{place}: </strong>}
          {says}
        </li>
      ))}
    </ul>
  );
}

const namesIn = (text: string): readonly string[] =>
  text.split(/[\s,]+/).filter((name) => name !== '');

/** Reads a file here, shows what would come of it, and imports what is harmless of it. */
export function ObserveForm({ environments, notAllowed }: ObserveFormProps) {
  const [environment, setEnvironment] = useState(environments[0]?.key ?? '');
  const [kind, setKind] = useState<ImportKind>('terraform');
  const [profiles, setProfiles] = useState('');
  const [isProfilesKnown, setProfilesKnown] = useState(false);
  const [hasAll, setHasAll] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [reason, setReason] = useState('');
  const [whyNot, setWhyNot] = useState<string | undefined>(undefined);
  const [step, setStep] = useState<Step>({ is: 'asking' });
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  /** The newest question; what answers another one comes too late. */
  const asked = useRef(0);
  const changed = (): void => {
    asked.current += 1;
    setStep({ is: 'asking' });
  };

  const show = async (): Promise<void> => {
    if (file === null) return;
    asked.current += 1;
    const question = asked.current;
    const answer = (next: Step): void => {
      if (asked.current === question) setStep(next);
    };
    const tooLarge = whyTooLarge(file.size);
    if (tooLarge !== null) {
      answer({ is: 'refused', complaints: [{ place: null, says: tooLarge }] });
      return;
    }
    setStep({ is: 'reading' });
    try {
      const { readObservation } = await loadReader();
      const { observation, complaints } = readObservation(
        kind,
        new Uint8Array(await file.arrayBuffer()),
      );
      if (observation === null) {
        answer({ is: 'refused', complaints });
        return;
      }
      const sent: Sent = {
        environment,
        observation: {
          ...observation,
          covers: hasAll && kind !== 'generic' ? allCovered(kind) : observation.covers,
        },
        profiles: kind === 'compose' && isProfilesKnown ? namesIn(profiles) : null,
      };
      answer({ is: 'shown', sent, preview: await send(sent, null) });
    } catch (error) {
      answer({ is: 'failed', fault: faultShown(error), isImport: false });
    }
  };
  const take = async (sent: Sent, preview: ObservedImport): Promise<void> => {
    const why = observedReason.safeParse(reason);
    setWhyNot(why.error?.issues[0]?.message);
    if (!why.success) return;
    setStep({ is: 'importing', sent, preview });
    try {
      const taken = await send(sent, why.data);
      toast({ tone: 'ok', title: 'Imported', body: `${countWords(taken.counts)}.` });
    } catch (error) {
      setStep({ is: 'failed', fault: faultShown(error), isImport: true });
      return;
    } finally {
      void client.invalidateQueries({ queryKey: ['inventory'] });
    }
    router.push('/inventory/drift');
  };
  const isImporting = step.is === 'importing';
  const isLost = step.is === 'failed' && step.isImport && hasNoAnswer(step.fault);

  return (
    <>
      <form
        aria-label="Import what was observed"
        className="max-w-180"
        onSubmit={(event) => {
          event.preventDefault();
          if (step.is !== 'reading') void show();
        }}
      >
        <fieldset disabled={isImporting}>
          <Pick
            label="Environment"
            value={environment}
            options={environments.map(({ key, title }) => [key, title])}
            onPick={(value) => {
              setEnvironment(value);
              changed();
            }}
          />
          <Pick
            label="What the file is"
            value={kind}
            options={importKinds.map((one) => [one, importWords[one]])}
            onPick={(value) => {
              setKind(importKinds.find((one) => one === value) ?? 'terraform');
              changed();
            }}
          />
          {kind === 'compose' && (
            <>
              <TickBox
                label="I know which profiles it was made with"
                hint="Compose leaves out other profiles: without this little can be missing."
                checked={isProfilesKnown}
                onTick={(isTicked) => {
                  setProfilesKnown(isTicked);
                  changed();
                }}
              />
              {isProfilesKnown && (
                <TextField
                  label="Profiles"
                  hint="With commas; * for all of them, empty for none."
                  value={profiles}
                  onTyped={(text) => {
                    setProfiles(text);
                    changed();
                  }}
                />
              )}
            </>
          )}
          {kind !== 'generic' && (
            <TickBox
              label="The file has all that there is of its kind in this environment"
              hint="Without this only what it has some of can be missing."
              checked={hasAll}
              onTick={(isTicked) => {
                setHasAll(isTicked);
                changed();
              }}
            />
          )}
          <FileBox
            label="File"
            hint="It is read in this browser. Of it only what is harmless is sent."
            onFile={(chosen) => {
              setFile(chosen);
              changed();
            }}
          />
          <p className="mt-4 flex flex-wrap items-center gap-3">
            <Button
              type="submit"
              disabled={file === null || notAllowed !== null}
              aria-disabled={step.is === 'reading'}
            >
              {step.is === 'reading' ? 'Reading…' : 'Show what would come of it'}
            </Button>
            <span className="text-dense text-muted">
              {notAllowed ?? (file === null ? 'Choose a file first.' : '')}
            </span>
          </p>
        </fieldset>
      </form>
      {step.is === 'refused' && (
        <div className="mt-4">
          <Note tone="bad" role="alert" title="Nothing can be imported of this file">
            <ToldList told={step.complaints} />
          </Note>
        </div>
      )}
      {step.is === 'failed' && (
        <div className="mt-4">
          <FaultNote
            title={isLost ? 'It is not known whether it was imported' : 'Nothing was imported'}
            fault={step.fault}
            meaning={
              (isLost ? 'The newest imports of the register say whether it was. ' : '') +
              'What is declared is not affected by this.'
            }
            onRetry={() => void show()}
          />
        </div>
      )}
      {(step.is === 'shown' || step.is === 'importing') && (
        <Section title="What would come of it" sub={countWords(step.preview.counts)}>
          <div className="mt-2 space-y-2 text-dense">
            <p>
              {step.preview.format}. It covers{' '}
              {step.preview.covers.length === 0 ? 'nothing' : step.preview.covers.join(', ')}.
            </p>
            {step.preview.told.length > 0 && <ToldList told={step.preview.told} />}
          </div>
          <PreviewTable rows={step.preview.rows} />
          <div className="max-w-180">
            <TextArea
              label="Reason"
              hint="Kept in the audit log."
              error={whyNot}
              value={reason}
              disabled={isImporting}
              onTyped={setReason}
            />
          </div>
          <p className="mt-4">
            <Button
              variant="primary"
              onClick={() => {
                if (!isImporting) void take(step.sent, step.preview);
              }}
              disabled={notAllowed !== null}
              aria-disabled={isImporting}
            >
              {isImporting ? 'Importing…' : 'Import'}
            </Button>
          </p>
        </Section>
      )}
    </>
  );
}
