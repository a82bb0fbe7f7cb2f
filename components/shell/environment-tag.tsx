import clsx from 'clsx';
import { environmentStyle, type ShellEnvironment } from './environment.ts';

/** The icon and the words of the environment, inside its solid colour. */
export function EnvironmentWords({ environment }: { readonly environment: ShellEnvironment }) {
  const { icon: Icon, word, sub } = environmentStyle(environment);
  return (
    <>
      <Icon className="size-5 flex-none" />
      <span className="min-w-0 text-left text-body leading-[17px] font-bold">
        <span className="sr-only">Environment: </span>
        <span className="block max-w-56 truncate max-m:max-w-[38vw]">{word}</span>
        <small className="block text-meta font-normal max-m:sr-only">{sub}</small>
      </span>
    </>
  );
}

/** The environment: a solid colour, an icon and a word. */
export function EnvironmentBlock({ environment }: { readonly environment: ShellEnvironment }) {
  return (
    <p className="flex items-center gap-2 bg-env px-3.5 text-env-fg m:min-w-43">
      <EnvironmentWords environment={environment} />
    </p>
  );
}

/** The same beside a heading or on the sign-in page. */
export function EnvironmentTag({
  environment,
  isLink = false,
}: {
  readonly environment: ShellEnvironment;
  /** Underlined in its own colour. */
  readonly isLink?: boolean;
}) {
  const { icon: Icon, word, className } = environmentStyle(environment);
  return (
    <span
      className={clsx(
        className,
        'inline-flex h-[26px] max-w-full items-center gap-[5px] rounded-[3px] px-2',
        'bg-env text-dense font-bold whitespace-nowrap text-env-fg',
      )}
    >
      <Icon className="size-3.5 flex-none" />
      <span className={clsx('truncate', isLink && 'underline underline-offset-2')}>{word}</span>
    </span>
  );
}
