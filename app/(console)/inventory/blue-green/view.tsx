'use client';

import { useState, type ReactNode } from 'react';
import { AllowLists } from '#components/inventory/allow-lists/allow-lists.tsx';
import type { ChangingAllowLists } from '#components/inventory/allow-lists/allow-list-entries.tsx';
import { AskForm } from '#components/inventory/blue-green/ask-form.tsx';
import { BranchChecker } from '#components/inventory/blue-green/branch-checker.tsx';
import { FoundDialog, type Recording } from '#components/inventory/blue-green/record-dialog.tsx';
import {
  LeftOver,
  SharedEnvironments,
} from '#components/inventory/blue-green/shared-environments.tsx';
import { TraceForm } from '#components/inventory/blue-green/trace-form.tsx';
import { stepWords } from '#components/inventory/blue-green/words.ts';
import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { RecordedPart } from '#components/inventory/recorded-part.tsx';
import { ThingsTable } from '#components/inventory/things-table.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { HistoryList } from '#components/ui/page/history-list.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Tabs } from '#components/ui/page/tabs.tsx';
import {
  blueGreenQuery,
  sharedOf,
  type BlueGreenView,
  type SharedEnvironmentView,
} from '#lib/inventory/client.ts';
import {
  addToAllowListAction,
  markDeployedAction,
  recordFoundAction,
  recordTransitionAction,
  removeFromAllowListAction,
} from './actions.ts';

/** `1 linked, 1 unlinked, 2 not recorded`. */
function countsOf({ shared, state }: BlueGreenView): string {
  const links = shared.map(({ name }) => sharedOf(state, name)?.link ?? 'not recorded');
  return [...new Set(links)]
    .map((link) => `${String(links.filter((one) => one === link).length)} ${link}`)
    .join(', ');
}

interface BlueGreenPageProps {
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: { readonly record: string | null; readonly allowLists: string | null };
  readonly seesAddresses: boolean;
}

export function BlueGreenPage({ notAllowed, seesAddresses }: BlueGreenPageProps) {
  const live = useLive(blueGreenQuery);
  const recording: Recording = {
    notAllowed: notAllowed.record,
    transition: (input) => recordTransitionAction(null, input),
    found: (input) => recordFoundAction(null, input),
  };
  const changing: ChangingAllowLists = {
    notAllowed: notAllowed.allowLists,
    seesAddresses,
    add: (input) => addToAllowListAction(null, input),
    remove: (input) => removeFromAllowListAction(null, input),
    deployed: (input) => markDeployedAction(null, input),
  };
  return (
    <>
      <PageHead
        title="Blue and green"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Blue and green"
        lead={
          'DoS Integration: what is live, what can be rolled back, what is held while paused. ' +
          'All of it as people recorded it: the console reaches none of these environments.'
        }
      />
      <InventoryNavigation here="blue-green" />
      <RecordedPart
        live={live}
        of="shared environments"
        title="Blue and green cannot be shown"
        meaning="No environment is affected by this."
      >
        {(view, { age, isStale }) => (
          <Recorded
            view={view}
            recording={recording}
            changing={changing}
            age={age}
            isStale={isStale}
          />
        )}
      </RecordedPart>
    </>
  );
}

function Recorded({
  view,
  recording,
  changing,
  age,
  isStale,
}: {
  readonly view: BlueGreenView;
  readonly recording: Recording;
  readonly changing: ChangingAllowLists;
  readonly age: ReactNode;
  readonly isStale: boolean;
}) {
  const [found, setFound] = useState<SharedEnvironmentView | null>(null);
  const { blueGreen, shared } = view.state.pipelines;
  return (
    <>
      <Section
        title="Shared environments"
        sub={`${countsOf(view)}. Change events are kept for 14 days while unlinked`}
        age={age}
        isStale={isStale}
      >
        <SharedEnvironments view={view} notAllowed={recording.notAllowed} onFound={setFound} />
        <LeftOver view={view} />
        <p className="mt-2 text-dense text-muted">
          Pipelines, as recorded: blue/green{' '}
          {blueGreen === null ? 'runs nothing' : `runs with ${blueGreen}`}, shared resources{' '}
          {shared === null ? 'run nothing' : `run with ${shared}`}.
        </p>
      </Section>
      {found !== null && (
        <FoundDialog
          key={`${found.name} ${String(view.version)}`}
          isOpen
          onClose={() => setFound(null)}
          seen={view.version}
          environment={found}
          recording={recording}
          shared={sharedOf(view.state, found.name)}
        />
      )}
      <div id="ask">
        <Section
          title="Ask before it is done"
          sub="the answer is of the recorded state"
          isStale={isStale}
        >
          <AskForm view={view} recording={recording} />
        </Section>
      </div>
      <Section title="Steps that were recorded" sub="the newest first" isStale={isStale}>
        {view.steps.length === 0 ? (
          <p className="mt-2 text-dense text-muted">
            None yet: record what is there of each shared environment first.
          </p>
        ) : (
          <HistoryList
            entries={view.steps.map((step) => ({
              id: String(step.version),
              at: step.at,
              who: step.actor,
              what: stepWords(step),
              why: step.reason,
            }))}
          />
        )}
      </Section>
      <div className="mt-6.5">
        <Documented view={view} changing={changing} />
      </div>
    </>
  );
}

/** What the README and the repository say about it. */
function Documented({
  view: { things, columns, environments },
  changing,
}: {
  readonly view: BlueGreenView;
  readonly changing: ChangingAllowLists;
}) {
  const of = (kind: string) => things.filter((thing) => thing.kind === kind);
  return (
    <Tabs
      label="What is documented"
      parameter="part"
      tabs={[
        {
          id: 'transitions',
          name: 'Transitions and states',
          panel: (
            <>
              <ThingsTable
                label="Transitions"
                of="Transition"
                things={of('transition')}
                columns={columns}
              />
              <ThingsTable
                label="States"
                of="State"
                things={of('lifecycle-state')}
                columns={columns}
              />
            </>
          ),
        },
        {
          id: 'gates',
          name: 'Approval gates',
          panel: (
            <>
              <p className="mt-2 text-dense">
                Only live waits for a person. A rollback asks for no approval, live included.
              </p>
              <ThingsTable
                label="Stages of pipelines"
                of="Stage"
                things={of('pipeline-stage')}
                columns={columns}
              />
            </>
          ),
        },
        {
          id: 'names',
          name: 'Versions and branches',
          panel: (
            <>
              <BranchChecker />
              <ThingsTable
                label="Versions and tags"
                of="Of"
                things={of('version-scheme')}
                columns={columns}
              />
              <ThingsTable
                label="Branches"
                of="Rule"
                things={of('branch-rule')}
                columns={columns}
              />
            </>
          ),
        },
        {
          id: 'trace',
          name: 'Find a change event',
          panel: <TraceForm things={things} />,
        },
        {
          id: 'alarms',
          name: 'Alarms and queries',
          panel: (
            <>
              <p className="mt-2 text-dense">
                While an environment is unlinked, alarms of shared resources reach nobody, and those
                of a version are not there.
              </p>
              <ThingsTable
                label="Alarms"
                of="Alarm"
                things={of('alarm')}
                columns={columns}
                showsEnvironments
              />
              <ThingsTable
                label="Saved queries"
                of="Query"
                things={of('saved-query')}
                columns={columns}
                showsEnvironments
              />
            </>
          ),
        },
        {
          id: 'tests',
          name: 'Test suites',
          panel: (
            <ThingsTable
              label="Test suites"
              of="Suite"
              things={of('test-suite')}
              columns={columns}
            />
          ),
        },
        {
          id: 'allow-lists',
          name: 'Allow lists',
          panel: (
            <>
              <ThingsTable
                label="IP allow lists"
                of="List"
                things={of('allow-list')}
                columns={columns}
              />
              <AllowLists
                things={of('allow-list')}
                environments={environments}
                changing={changing}
              />
            </>
          ),
        },
        {
          id: 'differences',
          name: 'Differences',
          panel: (
            <ThingsTable
              label="Differences"
              of="Difference"
              things={of('difference')}
              columns={columns}
            />
          ),
        },
      ]}
    />
  );
}
