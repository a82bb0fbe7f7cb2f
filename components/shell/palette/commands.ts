import {
  Accessibility,
  ArrowLeftRight,
  Keyboard,
  Moon,
  Sun,
  SunMoon,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import { themes, type Theme } from '#components/ui/browser/theme.ts';
import type { Command, CommandSituation } from '../contribution.ts';
import type { ShellEnvironment } from '../environment.ts';
import { contributions, pages as consolePages } from '../pages.ts';

export type CommandGroup = { readonly value: string; readonly items: readonly Command[] };

/** What the offer depends on. */
export interface CommandContext extends CommandSituation {
  readonly theme: Theme;
  /** The other environments, each with the address of this page in it. */
  readonly others: readonly ShellEnvironment[];
  /** The page of the navigation that this one belongs to. */
  readonly path: string;
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

const help: Command = {
  title: 'Keyboard shortcuts',
  words: 'help keys',
  keys: ['?'],
  icon: Keyboard,
  effect: { help: true },
};

const switchTo = ({ name, title }: ShellEnvironment, path: string): Command => ({
  title: `Switch to ${title}`,
  words: `${name} environment go`,
  icon: ArrowLeftRight,
  effect: { go: path, environment: name },
});

function offered(context: CommandContext): readonly CommandGroup[] {
  return [
    ...contributions.map(({ page, commands }) => ({
      value: page.name,
      items: commands(context),
    })),
    { value: 'Pages', items: pages },
    {
      value: 'Environments',
      items: context.others.map((other) => switchTo(other, context.path)),
    },
    {
      value: 'This browser',
      items: [
        ...themes
          .filter((other) => other !== context.theme)
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
 * What is offered for what has been typed: what a feature takes it for first, such as a run by its
 * number, then everything that has all the words in it.
 */
export function commandsFor(text: string, context: CommandContext): readonly CommandGroup[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [
    { value: 'Go to', items: contributions.flatMap(({ search }) => search(text, context)) },
    ...offered(context).map(({ value, items }) => ({
      value,
      items: items.filter((command) => matches(typed, command)),
    })),
  ].filter(({ items }) => items.length > 0);
}
