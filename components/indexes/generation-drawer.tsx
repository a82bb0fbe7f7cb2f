'use client';

import Link from 'next/link';
import type { GenerationCheck, GenerationMove, GenerationView } from '#lib/indexes/client.ts';
import { parseRunName } from '#lib/sync/client.ts';
import { recordedOr } from '#lib/kernel/recorded.ts';
import { count, sizeWords } from '#lib/kernel/words/numbers.ts';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { ButtonLink } from '#components/ui/form/button.tsx';
import { Definition, DefinitionList } from '#components/ui/page/definition-list.tsx';
import { Drawer } from '#components/ui/page/drawer.tsx';
import { HistoryList, type HistoryEntry } from '#components/ui/page/history-list.tsx';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import { Tabs } from '#components/ui/page/tabs.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { GenerationContract } from './cluster/generation-checks.tsx';
import { HealthStatus } from './health-status.tsx';
import { Notes, type Noting } from './notes.tsx';
import { RetireButton, type Retiring } from './retire-button.tsx';
import { WholeIndexName } from './index-name.tsx';
import {
  aliasesOn,
  isNewerThanRead,
  whyNotRetired,
  type GenerationsAndAliases,
  lastMoveTo,
  wasMovedOn,
} from './generation-words.ts';
import { RoleStatus } from './role-status.tsx';
import { RollBackButton, type RollingBack } from './roll-back-button.tsx';

interface GenerationDrawerProps {
  readonly generation: GenerationView;
  /** What may be done with it depends on the others. */
  readonly view: GenerationsAndAliases;
  /** Undefined: it is not compared with the contract. */
  readonly check: GenerationCheck | undefined;
  readonly rolling: RollingBack;
  readonly retiring: Retiring;
  readonly noting: Noting;
  /** Where it is compared with another one; null where there is no other. */
  readonly compareHref: string | null;
  readonly onClose: () => void;
}

/** Everything that is known of one concrete index. */
export function GenerationDrawer({
  generation,
  view,
  check,
  rolling,
  retiring,
  noting,
  compareHref,
  onClose,
}: GenerationDrawerProps) {
  const { index, base, runNumber, isKeptCopy, notes = [] } = generation;
  const history = historyOf(generation, view);
  return (
    <Drawer
      of={index}
      title={runNumber === null ? (isKeptCopy ? 'Kept copy' : base) : `Generation ${runNumber}`}
      sub={<WholeIndexName index={index} />}
      onClose={onClose}
    >
      <Actions
        generation={generation}
        view={view}
        rolling={rolling}
        retiring={retiring}
        compareHref={compareHref}
      />
      <Tabs
        label={`About ${index}`}
        parameter="about"
        tabs={[
          {
            id: 'facts',
            name: 'Facts',
            panel: <Facts generation={generation} view={view} />,
          },
          {
            id: 'history',
            name: 'History',
            count: history.length,
            panel: <HistoryList entries={history} />,
          },
          {
            id: 'notes',
            name: 'Notes',
            ...(notes.length > 0 && { count: notes.length }),
            panel: <Notes key={index} generation={generation} noting={noting} />,
          },
          {
            id: 'contract',
            name: 'Contract',
            ...(check !== undefined && check.findings.length > 0
              ? { count: check.findings.length }
              : {}),
            panel: <GenerationContract check={check} />,
          },
        ]}
      />
    </Drawer>
  );
}

/** A generation that users read, or that is being filled, can be neither left nor dropped. */
function Actions({
  generation,
  view,
  rolling,
  retiring,
  compareHref,
}: Pick<GenerationDrawerProps, 'generation' | 'view' | 'rolling' | 'retiring' | 'compareHref'>) {
  const { index, role, run, runNumber } = generation;
  const isLeft = role === 'previous' || role === 'abandoned';
  const notAllowed = retiring.notAllowed ?? whyNotRetired(view, generation);
  if (!isLeft && compareHref === null) return null;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {role === 'previous' && (
          <RollBackButton
            rolling={rolling}
            to={run ?? index}
            name={runNumber === null ? index : `generation ${runNumber}`}
            isOn={isNewerThanRead(view.generations, generation)}
            isSmall
          />
        )}
        {compareHref !== null && (
          <ButtonLink small href={compareHref}>
            Compare with…
          </ButtonLink>
        )}
        {isLeft && <RetireButton retiring={{ ...retiring, notAllowed }} index={index} />}
      </div>
      {isLeft && notAllowed !== null && (
        <p className="mb-3 text-meta text-muted wrap-anywhere">{notAllowed}</p>
      )}
    </>
  );
}

type FactsProps = Pick<GenerationDrawerProps, 'generation' | 'view'>;

function Facts({ generation, view }: FactsProps) {
  const came = lastMoveTo(generation);
  const { base, role, isSeen, documents, bytes, health, createdAt } = generation;
  const { liveFrom, liveUntil, isKeptCopy } = generation;
  return (
    <DefinitionList>
      <Definition term="Index of">
        <code>{base}</code>
      </Definition>
      <Definition term="Role">
        <RoleStatus of={generation} />
      </Definition>
      <Definition term="Aliases that point at it">
        <AliasNames generation={generation} view={view} />
      </Definition>
      <Definition term="Documents">
        {role === 'building' && documents === null ? (
          <RecordedValue of={{ state: 'not-applicable' }} word="being filled" />
        ) : (
          <RecordedValue
            of={recordedOr(documents === null ? null : count(documents), 'not-known')}
          />
        )}
      </Definition>
      <Definition term="Size">
        <RecordedValue of={recordedOr(bytes === null ? null : sizeWords(bytes), 'not-known')} />
      </Definition>
      <Definition term="Health">
        <HealthStatus health={health} />
      </Definition>
      <Definition term="Made by">
        <MadeBy generation={generation} />
      </Definition>
      <Definition term="Made">
        <Time at={createdAt} as="full-ago" />
      </Definition>
      <Definition term="Live from">
        <RecordedValue
          of={recordedOr(liveFrom && <Time at={liveFrom} as="full" />, 'none')}
          word="never live"
        />
      </Definition>
      <Definition term="Users moved by">
        <RecordedValue
          of={recordedOr(
            came === null ? null : <MovedBy move={came} />,
            liveFrom === null ? 'none' : 'not-recorded',
          )}
          word={liveFrom === null ? 'never live' : undefined}
        />
      </Definition>
      <Definition term="Live until">
        <RecordedValue
          of={recordedOr(liveUntil && <Time at={liveUntil} as="full" />, 'not-applicable')}
          word={liveFrom === null ? undefined : isSeen ? 'users read it now' : 'not recorded'}
        />
      </Definition>
      <Definition term="Kept copy">
        {isKeptCopy ? 'Yes: of an index that had the name of an alias' : 'No'}
      </Definition>
    </DefinitionList>
  );
}

/** An alias whose target is not known may be one of them. */
function AliasNames({ generation, view }: FactsProps) {
  const names = aliasesOn(view, generation.index);
  if (view.aliases.some(({ state }) => state === 'not-known')) return <NotKnown />;
  const list =
    names.length === 0 ? null : (
      <ul>
        {names.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    );
  return <RecordedValue of={recordedOr(list, 'none')} />;
}

function MadeBy({ generation }: Pick<GenerationDrawerProps, 'generation'>) {
  const { run, runNumber, isInPlace } = generation;
  if (isInPlace) return 'The Integration service';
  return (
    <RecordedValue
      of={recordedOr(
        run === null ? null : <Link href={`/sync/${run}`}>Run {runNumber}</Link>,
        'not-recorded',
      )}
    />
  );
}

/** Who moved users, as a link where it was a run. */
function MovedBy({ move: { run, by } }: { readonly move: GenerationMove }) {
  return run === null ? (
    by
  ) : (
    <Link href={`/sync/${run}`}>Run {parseRunName(run)?.number ?? run}</Link>
  );
}

const moveWords = {
  came: {
    swap: 'Users came to it',
    rollback: 'Users were rolled back to it',
    repair: 'An alias was repaired to lead to it',
  },
  left: {
    swap: 'Users left it by a later swap',
    rollback: 'Users were rolled back from it',
    repair: 'An alias was repaired to lead away from it',
  },
} as const;

/** Where they may not have gone back. */
const movedWords = { came: 'Users were moved to it', left: 'Users were moved from it' } as const;

/** The newest first; what the console has not moved itself is known from the records alone. */
function historyOf(
  generation: GenerationView,
  { generations }: Pick<GenerationsAndAliases, 'generations'>,
): HistoryEntry[] {
  const { createdAt, liveFrom, liveUntil, moves = [] } = generation;
  const who = <MadeBy generation={generation} />;
  const read = (isRead: boolean) => (isRead ? 'read by users' : 'not read by users');
  const has = (is: GenerationMove['is']): boolean => moves.some((move) => move.is === is);
  const moved = moves.map((move, at): HistoryEntry => ({
    id: `move ${at}`,
    at: move.at,
    who: <MovedBy move={move} />,
    what:
      move.kind === 'rollback' && wasMovedOn(generations, generation, move) !== false
        ? movedWords[move.is]
        : moveWords[move.is][move.kind],
  }));
  const recorded: HistoryEntry[] = [
    ...(liveUntil === null || has('left')
      ? []
      : [
          {
            id: 'left',
            at: liveUntil,
            who: 'A later swap or a roll back',
            what: 'Users left it',
            before: read(true),
            after: read(false),
          },
        ]),
    ...(liveFrom === null || has('came')
      ? []
      : [
          {
            id: 'live',
            at: liveFrom,
            who,
            what: 'Users came to it',
            before: read(false),
            after: read(true),
          },
        ]),
  ];
  return [
    ...[...moved, ...recorded].sort((a, b) => b.at.localeCompare(a.at)),
    { id: 'made', at: createdAt, who, what: 'It was made' },
  ];
}
