/** The variables that texts of `CONSOLE_CONFIG` refer to. */
import { listWords } from '#lib/kernel/words/text.ts';
import type { Variables } from '#lib/platform/env-values.ts';
import { hasSecretParameter } from './secret-parameter.ts';

const reference = /\$\{([A-Z][A-Z0-9_]*)\}/g;

/** What is in the file when its references are left out: a password of it is one in clear. */
function hasSecretInClear(key: string, text: string): boolean {
  const without = text.replaceAll(reference, '');
  if (/password|secret|token/i.test(key)) return without !== '';
  if (/url$/i.test(key) && hasSecretParameter(without)) return true;
  if (/headers$/i.test(key))
    return without
      .split('\n')
      .some((line) => !/^\s*(?:[^:]*:\s*(?:Basic|Bearer)?\s*)?$/i.test(line));
  const credentials = /^[a-z+]+:\/\/([^/?#]*)@/i.exec(without)?.[1];
  return credentials !== undefined && /:./.test(credentials);
}

type Filled =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly says: string };

/** With the variables in place of their names; `example`: what a variable for it may be called. */
export function fillIn(key: string, text: string, given: Variables, example: string): Filled {
  const refuse = (says: string): Filled => ({ ok: false, says });
  if (hasSecretInClear(key, text)) {
    const name = example.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
    return refuse(
      `${key} has a secret in clear. Put it into a variable and write ${key}: \${${name}}.`,
    );
  }
  const missing = [...text.matchAll(reference)]
    .map(([, variable = '']) => variable)
    .filter((variable) => given[variable] === undefined);
  if (missing.length > 0)
    return refuse(
      `${key} refers to ${listWords(missing, 'and')}, which ` +
        (missing.length === 1 ? 'is not set. Set it' : 'are not set. Set them') +
        `, or leave ${key} out.`,
    );
  return {
    ok: true,
    text: text.replaceAll(reference, (_, variable: string) => given[variable] ?? ''),
  };
}
