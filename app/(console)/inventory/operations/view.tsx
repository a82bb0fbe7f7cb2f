'use client';

import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { LivePart } from '#components/inventory/live-part.tsx';
import { ReachForm } from '#components/inventory/operations/reach-form.tsx';
import { Runbooks } from '#components/inventory/operations/runbooks.tsx';
import { ThingsTable } from '#components/inventory/things-table.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Tabs } from '#components/ui/page/tabs.tsx';
import { operationsQuery, type ThingView } from '#lib/inventory/client.ts';

const accountKinds = ['linux-user', 'oracle-account', 'external-access'];
const groupKinds = ['linux-group', 'oracle-role', 'access-role'];
const sourceKinds = ['data-source', 'oracle-schema', 'oracle-db-link'];

export function OperationsPage() {
  const live = useLive(operationsQuery);
  return (
    <>
      <PageHead
        title="Firewall, accounts, procedures"
        trail={[{ href: '/inventory', text: 'Inventory' }]}
        here="Firewall, accounts, procedures"
        lead={
          'Who may reach what, who may sign in where, and how things are started, stopped and ' +
          'mended, with what to beware of.'
        }
      />
      <InventoryNavigation here="operations" />
      <LivePart live={live} of="firewalls, accounts and procedures">
        {(things, { age, isStale }) => (
          <>
            <Section
              title="May one host reach another?"
              sub="by the rules that are recorded"
              isStale={isStale}
              age={age}
            >
              <ReachForm />
            </Section>
            <div className="mt-6.5">
              <Parts things={things} />
            </div>
          </>
        )}
      </LivePart>
    </>
  );
}

function Parts({ things }: { readonly things: readonly ThingView[] }) {
  const of = (...kinds: string[]) => things.filter(({ kind }) => kinds.includes(kind));
  const [procedures, commands, rules] = [of('procedure'), of('command'), of('firewall-rule')];
  const [accounts, groups] = [of(...accountKinds), of(...groupKinds)];
  const sources = of(...sourceKinds);
  return (
    <Tabs
      label="What is recorded"
      parameter="part"
      tabs={[
        {
          id: 'procedures',
          name: 'Procedures',
          count: procedures.length,
          panel: <Runbooks procedures={procedures} />,
        },
        {
          id: 'accounts',
          name: 'Accounts and groups',
          count: accounts.length + groups.length + sources.length,
          panel: (
            <>
              <ThingsTable
                label="Accounts"
                of="Account"
                things={accounts}
                columns={[
                  ['description', 'Description'],
                  ['purpose', 'Purpose'],
                  ['instance', 'Instance'],
                  ['username', 'Username'],
                  ['accountKind', 'Kind of account'],
                  ['roles', 'Roles'],
                  ['homeDirectory', 'Home directory'],
                ]}
                showsEnvironments
              />
              <ThingsTable
                label="Groups and roles"
                of="Group or role"
                things={groups}
                columns={[
                  ['members', 'Members'],
                  ['instance', 'Instance'],
                  ['databaseRole', 'Database role'],
                  ['description', 'Description'],
                  ['purpose', 'Purpose'],
                ]}
                showsEnvironments
              />
              <ThingsTable
                label="Data sources, schemas and links"
                of="Data source, schema or link"
                things={sources}
                columns={[
                  ['instance', 'Instance'],
                  ['namePattern', 'Name'],
                  ['username', 'Username'],
                  ['database', 'Database'],
                  ['schema', 'Schema'],
                  ['tablespaces', 'Tablespaces'],
                  ['linkName', 'Link name'],
                ]}
                showsEnvironments
              />
            </>
          ),
        },
        {
          id: 'rules',
          name: 'Firewall rules',
          count: rules.length,
          panel: (
            <ThingsTable
              label="Firewall rules"
              of="Rule"
              things={rules}
              columns={[
                ['sources', 'From'],
                ['destinations', 'To'],
                ['ports', 'Ports'],
                ['protocols', 'Protocols'],
                ['firewall', 'Firewall'],
              ]}
              showsEnvironments
            />
          ),
        },
        {
          id: 'commands',
          name: 'Commands',
          count: commands.length,
          panel: (
            <ThingsTable
              label="Commands"
              of="Command"
              things={commands}
              columns={[
                ['command', 'Command'],
                ['guard', 'Only when'],
                ['risk', 'What can go wrong'],
                ['differs', 'How the repository differs'],
              ]}
            />
          ),
        },
      ]}
    />
  );
}
