'use client';

import { useLive } from '#components/ui/live/use-live.ts';
import {
  allowListsQuery,
  textOf,
  type RunbookEnvironment,
  type ThingView,
} from '#lib/inventory/client.ts';
import { RecordedPart } from '../recorded-part.tsx';
import { AllowListEntries, type ChangingAllowLists } from './allow-list-entries.tsx';

interface AllowListsProps {
  readonly things: readonly ThingView[];
  readonly environments: readonly RunbookEnvironment[];
  readonly changing: ChangingAllowLists;
}

/** Of each list that has a secret, who is recorded on it. */
export function AllowLists({ things, environments, changing }: AllowListsProps) {
  const live = useLive(allowListsQuery);
  return (
    <RecordedPart
      live={live}
      of="allow lists"
      title="Who is on the lists cannot be shown"
      meaning="No allow list is affected by this."
      rows={3}
    >
      {(lists) =>
        things.map((thing) => {
          const list = textOf(thing, 'secretName');
          const [name = thing.estateTitle] = thing.environments;
          if (list === null) return null;
          return (
            <AllowListEntries
              key={list}
              list={list}
              environment={{
                name,
                isProduction: environments.find((one) => one.name === name)?.isProduction ?? true,
              }}
              entries={lists.find((one) => one.list === list)?.entries ?? []}
              changing={changing}
            />
          );
        })
      }
    </RecordedPart>
  );
}
