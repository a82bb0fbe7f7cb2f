'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import clsx from 'clsx';
import { Search } from 'lucide-react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { Key } from '#components/ui/menu/key.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import type { Command, CommandSituation } from '../contribution.ts';
import { useEnvironments } from '../environments.tsx';
import { contributions } from '../pages.ts';
import type { CommandGroup } from '../palette/commands.ts';
import { useLead } from '../use-lead.ts';
import { searchGroups } from './search-groups.ts';
import { useFound, type Found } from './use-found.ts';

export const searchBoxId = 'shell-search';

const groupLabelClass = 'px-3 pt-2 pb-1 text-meta font-bold text-muted';

const finders = contributions.flatMap(({ find }) => find ?? []);

const never = () => () => {};

/**
 * In browsers alone: the box of the library has a style of its own, and no page of the server has
 * one.
 */
export function ShellSearch({ role }: Pick<CommandSituation, 'role'>) {
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <div role="search" data-live="" className="relative ml-5 hidden h-8 w-60 self-center l:flex">
      {isBrowser && <SearchBox role={role} />}
    </div>
  );
}

/** Runs by their number and pages at once, and what the inventory has as soon as it answers. */
function SearchBox({ role }: Pick<CommandSituation, 'role'>) {
  const lead = useLead();
  const { current, href } = useEnvironments();
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const found = useFound(text, finders);
  const environment = current.name;
  const groups = useMemo(
    () => searchGroups(text, { environment, role, facts: undefined }, found),
    [text, environment, role, found],
  );
  const go = ({ effect }: Command) => {
    setText('');
    setOpen(false);
    if ('go' in effect) lead(href(effect.go, effect.environment));
  };
  const isShown = isOpen && text.trim() !== '';
  const hasChoice = isShown && groups.some(({ items }) => items.length > 0);
  return (
    <div
      onFocus={() => setOpen(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setOpen(false);
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setOpen(false);
      }}
    >
      <Autocomplete.Root
        open={isShown}
        inline
        mode="none"
        autoHighlight="always"
        items={isShown ? groups : []}
        value={text}
        // The list also reports what is pressed; only typing is of interest.
        onValueChange={(value, { reason }) => {
          if (reason === 'item-press') return;
          setText(value);
          setOpen(true);
        }}
        itemToStringValue={({ title }: Command) => title}
      >
        <Search aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 size-4" />
        <Autocomplete.Input
          id={searchBoxId}
          // The library calls a list that is always in the page open for ever.
          aria-expanded={hasChoice}
          aria-label="Search runs, components and pages"
          placeholder="Search runs, components"
          autoComplete="off"
          spellCheck={false}
          className={clsx(
            'h-8 w-60 rounded-[4px] border border-bar-line bg-bar-deep pr-8 pl-8 text-dense',
            'text-white placeholder:text-white',
          )}
        />
        <span aria-hidden="true" className="pointer-events-none absolute top-1.5 right-2">
          <Key>/</Key>
        </span>
        <div
          hidden={!isShown}
          className={clsx(
            'absolute top-11 left-0 z-40 max-h-[70vh] w-120 max-w-[calc(100vw-24px)]',
            'overflow-y-auto rounded-[4px] bg-raised py-1 text-ink shadow-float',
          )}
        >
          <Autocomplete.List aria-label="What was found">
            {(group: CommandGroup) => (
              <Autocomplete.Group key={group.value} items={group.items}>
                <Autocomplete.GroupLabel className={groupLabelClass}>
                  {group.value}
                </Autocomplete.GroupLabel>
                <Autocomplete.Collection>
                  {(command: Command) => (
                    <FoundOption
                      key={`${command.title} ${command.detail ?? ''}`}
                      command={command}
                      onChoose={go}
                    />
                  )}
                </Autocomplete.Collection>
              </Autocomplete.Group>
            )}
          </Autocomplete.List>
          <p role="status" className="px-3 py-1.5 text-meta text-muted">
            {isShown && statusWords(found, groups, environment)}
          </p>
        </div>
      </Autocomplete.Root>
    </div>
  );
}

/** What is going on, in words, also for those who do not see the list. */
export function statusWords(
  found: Found,
  groups: readonly CommandGroup[],
  environment: string,
): string {
  switch (found.state) {
    case 'looking':
      return 'Looking in the inventory…';
    case 'failed':
      return sentences(
        'The inventory could not be searched',
        found.fault.says,
        'Runs and pages are found all the same',
      );
    case 'found':
    case 'not asked': {
      const all = groups.reduce((sum, { items }) => sum + items.length, 0);
      if (all > 0) return `${count(all)} to choose from. Arrows choose, Enter goes.`;
      return sentences(
        'Nothing matches',
        `Type a name of the inventory, or a run’s number such as 12 or ${environment}-12`,
      );
    }
  }
}

function FoundOption({
  command,
  onChoose,
}: {
  readonly command: Command;
  readonly onChoose: (command: Command) => void;
}) {
  const { title, detail, icon: Icon } = command;
  return (
    <Autocomplete.Item
      value={command}
      onClick={() => onChoose(command)}
      className={clsx(
        'flex min-h-8 cursor-pointer scroll-my-1 items-center gap-2.5 px-3 py-1 text-dense',
        'data-highlighted:bg-selected data-highlighted:shadow-[inset_4px_0_var(--link)]',
      )}
    >
      <Icon aria-hidden="true" className="size-4 flex-none text-muted" />
      <span className="min-w-0 wrap-anywhere">{title}</span>
      {detail !== undefined && <span className="min-w-0 text-meta text-muted">{detail}</span>}
    </Autocomplete.Item>
  );
}
