import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Role } from '#lib/access/client.ts';
import type { Theme } from '#components/ui/browser/theme.ts';
import type { EnvironmentFacts } from './shell-query.ts';

/** An entry of the navigation. */
export interface ConsolePage {
  readonly name: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Pressed after `g`. */
  readonly key: string;
}

/** Beside an entry of the navigation, as long as there is something to say. */
export interface ShellMark {
  readonly tone: 'run' | 'warn' | 'bad';
  readonly text: string;
}

/** Where a command leads. None of them changes anything but the look of this browser. */
export type CommandEffect =
  | { readonly go: string; /** Another than that of the page. */ readonly environment?: string }
  | { readonly theme: Theme }
  | { readonly help: true };

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

/** What the commands of a feature depend on. */
export interface CommandSituation {
  readonly environment: string;
  readonly role: Role;
  /** Undefined before the first answer. */
  readonly facts: EnvironmentFacts | undefined;
}

export interface AttentionItem {
  readonly key: string;
  readonly kind: 'users' | 'risk' | 'not-known' | 'to-do';
  readonly title: string;
  readonly says: string;
  /** ISO 8601, or null where nobody knows. */
  readonly since: string | null;
  /** The one action that helps, in the environment of the page. */
  readonly link: { readonly href: string; readonly text: string };
}

/** What the row of an environment on the overview says of one matter. */
export interface EnvironmentCell {
  readonly label: string;
  readonly Cell: ComponentType<{ readonly facts: EnvironmentFacts }>;
}

/** Rejects with a fault where the server does not answer. */
export type FindQuery = (signal: AbortSignal) => Promise<readonly Command[]>;

/** What a feature hands the shell. */
export interface ShellContribution {
  readonly page: ConsolePage;
  readonly mark: (facts: EnvironmentFacts) => ShellMark | null;
  readonly commands: (situation: CommandSituation) => readonly Command[];
  /** What a person may mean by what they typed, such as the number of a run. */
  readonly search: (text: string, situation: CommandSituation) => readonly Command[];
  /** What a server finds for what they typed; null where it may not be asked that. */
  readonly find?: (text: string) => FindQuery | null;
  readonly attention: (facts: EnvironmentFacts) => readonly AttentionItem[];
  readonly cells: readonly EnvironmentCell[];
}
