'use client';

import { Menu } from '@base-ui/react/menu';
import { Popover } from '@base-ui/react/popover';
import clsx from 'clsx';
import { Plus, X } from 'lucide-react';
import { useRef, useState, type ReactNode, type Ref, type SubmitEvent } from 'react';
import { whyNotFiltered, type Filter } from '#lib/kernel/list.ts';
import { Button } from '../form/button.tsx';
import { TextField } from '../form/field.tsx';
import { MenuButton, MenuCheckbox, MenuPopup } from '../menu/menu.tsx';
import {
  filterWords,
  type ChoiceFilter,
  type FilterDefinition,
  type FilterValue,
  type TypedFilter,
} from './filter.ts';

interface FilterChipProps {
  readonly filter: FilterDefinition;
  readonly value: FilterValue | undefined;
  /** Reads what is typed, as an address is read. */
  readonly schema: Filter;
  readonly onValue: (value: FilterValue | undefined) => void;
}

const chip = 'inline-flex h-[26px] items-center rounded-[13px] text-meta';

/**
 * A filter in sight: what it is set to, to be changed or taken off, or that it can be set. Taking
 * it off leaves the focus on the filter.
 */
export function FilterChip({ filter, value, schema, onValue }: FilterChipProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const isOn = value !== undefined;
  const props: EditorProps = {
    trigger,
    label: isOn ? (
      <span>
        {filter.name}: <b>{filterWords(filter, value)}</b>
      </span>
    ) : (
      <>
        <Plus aria-hidden="true" className="size-3.5" />
        <span>
          <span className="sr-only">Filter by </span>
          {filter.name}
        </span>
      </>
    ),
    className: clsx(
      'inline-flex h-full max-w-full items-center gap-1.5 rounded-[13px] px-2.5',
      isOn ? 'pr-0.5' : 'text-link',
    ),
    value,
    schema,
    onValue,
  };
  return (
    <span
      // Without scripts no filter is set, and one that is on is still said.
      data-live={isOn ? undefined : ''}
      className={clsx(
        chip,
        'max-w-full',
        isOn ? 'bg-selected pr-1' : 'border border-dashed border-control',
      )}
    >
      {'options' in filter ? (
        <ChoiceEditor filter={filter} {...props} />
      ) : (
        <TypedEditor filter={filter} {...props} />
      )}
      {isOn && (
        <button
          type="button"
          onClick={() => {
            trigger.current?.focus();
            onValue(undefined);
          }}
          aria-label={`Remove filter ${filter.name}`}
          className="grid size-6 flex-none place-items-center rounded-full"
        >
          <X className="size-3.5" />
        </button>
      )}
    </span>
  );
}

interface EditorProps extends Omit<FilterChipProps, 'filter'> {
  readonly trigger: Ref<HTMLButtonElement>;
  readonly label: ReactNode;
  readonly className: string;
}

function ChoiceEditor({
  filter,
  trigger,
  label,
  className,
  value,
  onValue,
}: EditorProps & { readonly filter: ChoiceFilter }) {
  const chosen = typeof value === 'string' ? [value] : (value ?? []);
  const toggle = (option: string, isChosen: boolean) => {
    const next = filter.options.filter((one) => (one === option ? isChosen : chosen.includes(one)));
    onValue(next.length === 0 ? undefined : next);
  };
  return (
    <Menu.Root>
      <Menu.Trigger ref={trigger} data-words="" className={className}>
        {label}
      </Menu.Trigger>
      <MenuPopup align="start">
        {filter.options.map((option) =>
          filter.kind === 'choices' ? (
            <MenuCheckbox
              key={option}
              checked={chosen.includes(option)}
              onCheckedChange={(isChosen) => toggle(option, isChosen)}
            >
              {filter.words(option)}
            </MenuCheckbox>
          ) : (
            <MenuButton key={option} onClick={() => onValue(option)}>
              {filter.words(option)}
            </MenuButton>
          ),
        )}
      </MenuPopup>
    </Menu.Root>
  );
}

function TypedEditor({
  filter,
  trigger,
  label,
  className,
  value,
  schema,
  onValue,
}: EditorProps & { readonly filter: TypedFilter }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => setOpen(open)}>
      <Popover.Trigger ref={trigger} data-words="" className={className}>
        {label}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} className="z-40">
          <Popover.Popup
            aria-label={`Filter by ${filter.name}`}
            className={clsx(
              'w-72 max-w-[calc(100vw-24px)] rounded-[4px]',
              'bg-raised p-3.5 pt-0 shadow-float',
            )}
          >
            <TypedForm
              filter={filter}
              value={typeof value === 'string' ? value : ''}
              schema={schema}
              onValue={(typed) => {
                setOpen(false);
                onValue(typed);
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface TypedFormProps extends Pick<FilterChipProps, 'schema' | 'onValue'> {
  readonly filter: TypedFilter;
  readonly value: string;
}

function TypedForm({ filter, value, schema, onValue }: TypedFormProps) {
  const [typed, setTyped] = useState(value);
  const [fault, setFault] = useState<string>();
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.trim() === '') {
      onValue(undefined);
      return;
    }
    const why = whyNotFiltered(schema, typed);
    if (why === null) onValue(schema.parse(typed));
    else setFault(why);
  };
  return (
    <form onSubmit={apply} noValidate>
      <TextField
        label={filter.name}
        hint={filter.hint}
        error={fault}
        type={filter.kind === 'day' ? 'date' : 'text'}
        value={typed}
        onTyped={setTyped}
        autoComplete="off"
      />
      <Button type="submit" className="mt-2.5">
        Apply
      </Button>
    </form>
  );
}

/** An order that no column in sight shows, and the way back to the usual one. */
export function OrderChip({
  words,
  onRemove,
}: {
  readonly words: string;
  readonly onRemove: () => void;
}) {
  return (
    <span className={clsx(chip, 'gap-1.5 bg-selected pr-1 pl-2.5')}>
      <span>
        Order: <b>{words}</b>
      </span>
      <button
        type="button"
        onClick={onRemove}
        aria-label="Go back to the usual order"
        className="grid size-6 place-items-center rounded-full"
      >
        <X className="size-3.5" />
      </button>
    </span>
  );
}
