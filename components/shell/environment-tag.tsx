import { environmentStyle, type ShellEnvironment } from './environment.ts';

/** The environment: a solid colour, an icon and a word. */
export function EnvironmentBlock({ environment }: { readonly environment: ShellEnvironment }) {
  const { icon: Icon, word, sub } = environmentStyle(environment);
  return (
    <div className="flex items-center gap-2 bg-env px-3.5 text-env-fg m:min-w-43">
      <Icon className="size-5 flex-none" />
      <p className="text-body leading-[17px] font-bold">
        <span className="sr-only">Environment: </span>
        {word}
        <small className="block text-meta font-normal max-m:sr-only">{sub}</small>
      </p>
    </div>
  );
}

/** The same beside a heading or on the sign-in page. */
export function EnvironmentTag({ environment }: { readonly environment: ShellEnvironment }) {
  const { icon: Icon, word, className } = environmentStyle(environment);
  return (
    <span
      className={
        `${className} inline-flex h-[26px] items-center gap-[5px] rounded-[3px] bg-env px-2 ` +
        'text-dense font-bold whitespace-nowrap text-env-fg'
      }
    >
      <Icon className="size-3.5" />
      {word}
    </span>
  );
}
