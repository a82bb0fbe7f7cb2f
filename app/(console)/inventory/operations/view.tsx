'use client';

import { InventoryNavigation } from '#components/inventory/inventory-navigation.tsx';
import { RecordedPart } from '#components/inventory/recorded-part.tsx';
import { ReachForm } from '#components/inventory/operations/reach-form.tsx';
import { Runbooks } from '#components/inventory/operations/runbooks.tsx';
import { ThingsTable } from '#components/inventory/things-table.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Tabs } from '#components/ui/page/tabs.tsx';
import { operationsQuery, type OperationsView } from '#lib/inventory/client.ts';

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
      <RecordedPart live={live} of="firewalls, accounts and procedures">
        {(view, { age, isStale }) => (
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
              <Parts view={view} />
            </div>
          </>
        )}
      </RecordedPart>
    </>
  );
}

function Parts({ view: { parts, columns } }: { readonly view: OperationsView }) {
  const { procedures, accounts, groups, sources, rules, commands } = parts;
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
                columns={columns}
                showsEnvironments
              />
              <ThingsTable
                label="Groups and roles"
                of="Group or role"
                things={groups}
                columns={columns}
                showsEnvironments
              />
              <ThingsTable
                label="Data sources, schemas and links"
                of="Data source, schema or link"
                things={sources}
                columns={columns}
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
              columns={columns}
              showsEnvironments
            />
          ),
        },
        {
          id: 'commands',
          name: 'Commands',
          count: commands.length,
          panel: <ThingsTable label="Commands" of="Command" things={commands} columns={columns} />,
        },
      ]}
    />
  );
}
