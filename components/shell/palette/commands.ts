import {
  Accessibility,
  ArrowRight,
  Keyboard,
  Loader,
  Moon,
  Play,
  Sun,
  SunMoon,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import { may, type Role } from '#lib/access/client.ts';
import { startSync } from '#lib/sync/client.ts';
import { themes, type Theme } from '#components/ui/browser/theme.ts';
import { pages as consolePages } from '../pages.ts';
import { runNameOf } from '../run-name.ts';

/** Where a command leads. None of them changes anything but the display in this browser. */
export type CommandEffect =
  { readonly go: string } | { readonly theme: Theme } | { readonly help: true };

export interface Command {
  readonly title: string;
  /** What else a person may type for it. */
  readonly words: string;
  readonly detail?: string;
  /** Keys that do the same, pressed one after another. */
  readonly keys?: readonly string[];
  readonly icon: LucideIcon;
  readonly effect: CommandEffect;
}

export type CommandGroup = { readonly value: string; readonly items: readonly Command[] };

/** What the offer depends on. */
export interface CommandContext {
  readonly environment: string;
  readonly role: Role;
  readonly theme: Theme;
  /** The run in progress, if one is known. */
  readonly active: { readonly run: string; readonly number: number } | null;
}

const themeIcons: Readonly<Record<Theme, LucideIcon>> = { system: SunMoon, light: Sun, dark: Moon };
const themeTitles: Readonly<Record<Theme, string>> = {
  system: 'Theme: follow the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

const pages: readonly Command[] = [
  ...consolePages.map(({ name, href, icon, key }): Command => ({
    title: name,
    words: 'page go',
    keys: ['g', key],
    icon,
    effect: { go: href },
  })),
  {
    title: 'Your account',
    words: 'page go password profile role',
    icon: UserRound,
    effect: { go: '/account' },
  },
  {
    title: 'Accessibility statement',
    words: 'page go',
    icon: Accessibility,
    effect: { go: '/accessibility' },
  },
];

const start: Command = {
  title: 'Start a sync…',
  words: 'run rebuild begin',
  detail: 'Opens the Sync page; nothing starts yet',
  icon: Play,
  effect: { go: '/sync' },
};

const help: Command = {
  title: 'Keyboard shortcuts',
  words: 'help keys',
  keys: ['?'],
  icon: Keyboard,
  effect: { help: true },
};

const watch = ({ run, number }: NonNullable<CommandContext['active']>): Command => ({
  title: `Run ${number}`,
  words: `${run} watch go`,
  detail: 'Running now',
  icon: Loader,
  effect: { go: `/sync/${run}` },
});

function offered({ role, theme, active }: CommandContext): readonly CommandGroup[] {
  return [
    {
      value: 'Sync',
      items: [
        ...(active === null ? [] : [watch(active)]),
        ...(may({ role }, startSync, null).ok ? [start] : []),
      ],
    },
    { value: 'Pages', items: pages },
    {
      value: 'This browser',
      items: [
        ...themes
          .filter((other) => other !== theme)
          .map((other): Command => ({
            title: themeTitles[other],
            words: 'colours appearance mode',
            icon: themeIcons[other],
            effect: { theme: other },
          })),
        help,
      ],
    },
  ];
}

const matches = (typed: readonly string[], { title, words }: Command): boolean => {
  const text = `${title} ${words}`.toLowerCase();
  return typed.every((word) => text.includes(word));
};

/**
 * What is offered for what has been typed: a run by its number first, then everything that has all
 * the words in it.
 */
export function commandsFor(text: string, context: CommandContext): readonly CommandGroup[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  const run = runNameOf(text, context.environment);
  const jump: Command | null =
    run === null
      ? null
      : { title: `Go to run ${run}`, words: '', icon: ArrowRight, effect: { go: `/sync/${run}` } };
  return [
    { value: 'Run', items: jump === null ? [] : [jump] },
    ...offered(context).map(({ value, items }) => ({
      value,
      items: items.filter((command) => matches(typed, command)),
    })),
  ].filter(({ items }) => items.length > 0);
}
