'use client';

import clsx from 'clsx';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { Search } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useMemo, useState, type RefObject } from 'react';
import { Key } from '#components/ui/menu/key.tsx';
import type { Command, CommandEffect } from '../contribution.ts';
import { useEnvironments } from '../environments.tsx';
import { useShellFacts } from '../use-shell-facts.ts';
import { useShortcutsSetting } from '../help-dialog.tsx';
import { commandsFor, type CommandGroup, type CommandContext } from './commands.ts';
import { CloseButton } from '#components/ui/dialog/close-button.tsx';

interface PaletteListProps extends Pick<CommandContext, 'role' | 'theme'> {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onChoose: (effect: CommandEffect) => void;
  readonly onClose: () => void;
}

const focusedField =
  'has-[input:focus-visible]:shadow-[inset_0_0_0_2px_#000,inset_0_0_0_5px_var(--nhs-focus)] ' +
  'forced-colors:has-[input:focus-visible]:outline-3 -outline-offset-3';

/**
 * A combobox over a list: the focus stays in the box while the arrows move through what matches.
 */
export function PaletteList({ input, role, theme, onChoose, onClose }: PaletteListProps) {
  const [text, setText] = useState('');
  const { all, current } = useEnvironments();
  const { here: facts } = useShellFacts();
  const path = `/${usePathname().split('/')[1] ?? ''}`;
  const environment = current.name;
  const groups = useMemo(
    () =>
      commandsFor(text, {
        environment,
        role,
        theme,
        facts,
        others: all.filter(({ name }) => name !== environment),
        path,
      }),
    [text, environment, role, theme, facts, all, path],
  );
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={groups}
      value={text}
      // The list also reports what is pressed; only typing is of interest.
      onValueChange={(value, { reason }) => reason !== 'item-press' && setText(value)}
      itemToStringValue={({ title }: Command) => title}
    >
      <div
        className={clsx(
          'flex items-center gap-2.5 rounded-t-[6px] border-b border-rule-strong px-4',
          focusedField,
        )}
      >
        <Search className="size-5 flex-none text-muted" />
        <Autocomplete.Input
          ref={input}
          // The library calls a list that is always there open, also when nothing matches.
          aria-expanded={groups.length > 0}
          aria-label="Go to a page, a run or a setting"
          placeholder="A page, a setting, or a run’s number"
          spellCheck={false}
          className={clsx(
            'h-13 min-w-0 flex-1 bg-transparent text-section outline-0! shadow-none!',
            'placeholder:text-muted',
          )}
        />
        <CloseButton onClose={onClose} />
      </div>
      <div>
        <Autocomplete.Empty>
          {groups.length === 0 && (
            <p className="px-4 py-5 text-dense text-muted">
              Nothing matches. Type a page’s name, or a run’s number such as 12 or {environment}-12.
            </p>
          )}
        </Autocomplete.Empty>
        <Autocomplete.List
          aria-label="Where to go"
          className="max-h-[min(60vh,440px)] overflow-y-auto pb-2"
        >
          {(group: CommandGroup) => (
            <Autocomplete.Group key={group.value} items={group.items}>
              <Autocomplete.GroupLabel className="px-4 pt-3 pb-1 text-meta font-bold text-muted">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => (
                  <Option key={command.title} command={command} onChoose={onChoose} />
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <p
        aria-hidden="true"
        className={clsx(
          'flex flex-wrap gap-x-4 gap-y-1 border-t border-rule bg-sunk px-4 py-2 text-meta',
          'text-muted',
        )}
      >
        <span>
          <Key>↑</Key> <Key>↓</Key> to choose
        </span>
        <span>
          <Key>Enter</Key> to go
        </span>
        <span>
          <Key>Esc</Key> to close
        </span>
      </p>
    </Autocomplete.Root>
  );
}

function Option({
  command,
  onChoose,
}: {
  readonly command: Command;
  readonly onChoose: (effect: CommandEffect) => void;
}) {
  const { title, detail, keys = [], icon: Icon, effect: does } = command;
  const [areKeysOn] = useShortcutsSetting();
  return (
    <Autocomplete.Item
      value={command}
      onClick={() => onChoose(does)}
      className={clsx(
        'flex min-h-9 cursor-pointer scroll-my-1 items-center gap-2.5 px-4 py-1 text-body',
        'max-m:min-h-11 data-highlighted:bg-selected',
        'data-highlighted:shadow-[inset_4px_0_var(--link)]',
      )}
    >
      <Icon className="size-4 flex-none text-muted" />
      <span className="min-w-0">{title}</span>
      {detail !== undefined && <span className="min-w-0 text-meta text-muted">{detail}</span>}
      {areKeysOn && keys.length > 0 && (
        <span aria-hidden="true" className="ml-auto flex-none text-muted max-m:hidden">
          {keys.map((key) => (
            <span key={key}>
              {' '}
              <Key>{key}</Key>
            </span>
          ))}
        </span>
      )}
    </Autocomplete.Item>
  );
}
