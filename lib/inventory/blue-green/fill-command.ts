/** A command of a README with its placeholders filled in. Pure. */

export type CommandValues = Readonly<Record<string, string | undefined>>;

export interface FilledCommand {
  readonly command: string;
  /** Placeholders that nothing was given for. */
  readonly open: readonly string[];
  /** What was added to what is documented. */
  readonly added: readonly string[];
}

const parameter = /([A-Za-z_]+)=(\[[^\]]*\]|[^\s[]*)/g;
/** What the README says behind a command, for its readers. */
const comment = /\s+(?:#|\/\/)\s.*$/s;

/**
 * In the order of the template; an optional one without a value is left out, and what the template
 * does not name comes last.
 */
export function fillCommand(
  template: string,
  values: CommandValues,
  added: CommandValues = {},
): FilledCommand {
  const open: string[] = [];
  const command = template
    .replace(comment, '')
    .replace(parameter, (written, name: string, placeholder: string) => {
      const value = values[name];
      if (value !== undefined) return `${name}=${value}`;
      if (placeholder.startsWith('[OPTIONAL')) return '';
      if (placeholder === '' || placeholder.startsWith('[')) open.push(name);
      return placeholder === '' ? `${name}=[…]` : written;
    })
    .replace(/\s+/g, ' ')
    .trim();
  const more = Object.entries(added).flatMap(([name, value]) =>
    value === undefined || command.includes(` ${name}=`) ? [] : [`${name}=${value}`],
  );
  return { command: [command, ...more].join(' '), open, added: more };
}
