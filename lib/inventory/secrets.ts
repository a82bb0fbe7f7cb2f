/** Whether a text that a person gives the inventory looks like a secret. Pure. */
import type { z } from 'zod';
import { requiredReason } from '#lib/kernel/confirmation.ts';

const secretWords =
  '(?:pass(?:word|wd|phrase)|pwd|secret|token|credentials?|(?:api|access|private|account|shared)' +
  '[_-]?key|dsn)';

// What is written where a value would be: `<password>`, `${TOKEN}`, `{{ token }}`, `***`, `…`.
const standIn = [
  '[<$%{[(*…]',
  'x{3,}',
  String.raw`\.{3}`,
  String.raw`(?:none|null|yes|no|true|false|required|optional|empty|changeme)\b`,
].join('|');
const something = String.raw`(?!["']?(?:${standIn}))`;

/** Digits or signs within letters: no word of people. */
const notWord = String.raw`(?=\S{0,200}[A-Za-z])(?=\S{0,200}[0-9!#$%^&*+])`;

// From no sign on do they look at more than a few hundred, however long a text is. They say less
// than what is hidden of observed values (`observe/harmless.ts`): names of secrets, accounts and
// addresses of people may be written down.
const looks: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN[A-Z ]{0,40}PRIVATE KEY/, 'a private key'],
  [
    new RegExp(
      String.raw`\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@:]{0,200}:${something}[^\s/?#@]{1,200}@`,
      'i',
    ),
    'an address with a password in it',
  ],
  [
    new RegExp(
      String.raw`\bjdbc:oracle:\w{1,20}:[^\s/@:]{1,100}\/${something}[^\s/@]{1,200}@`,
      'i',
    ),
    'an address with a password in it',
  ],
  [
    new RegExp(
      String.raw`\bsqlplus\s{1,3}(?:-\w+\s{1,3}){0,5}[^\s/@]{1,100}\/${something}[^\s/@]{1,200}@`,
      'i',
    ),
    'an address with a password in it',
  ],
  // A signature gives whoever has the address what it is of.
  [/[?&](?:x-amz-signature|sig|signature)=[\w%+/=-]{8,}/i, 'an address with a key in it'],
  [/\bhooks\.slack\.com\/(?:services|workflows)\/\w+\/\w+/i, 'an address with a key in it'],
  // `password=…`, `AccountKey=…`, `"apiKey": "…"`, `--token …`.
  [
    new RegExp(String.raw`${secretWords}["']?\s{0,3}=\s{0,3}${something}["']?[^\s"';,&]{3,}`, 'i'),
    'a password or a key with its value',
  ],
  [
    new RegExp(
      String.raw`${secretWords}["']?\s{0,3}:\s{0,3}${something}["']?${notWord}[^\s"',]{6,}`,
      'i',
    ),
    'a password or a key with its value',
  ],
  [
    new RegExp(
      String.raw`--?(?:[\w-]{0,30}[_-])?${secretWords}\s{1,3}${something}${notWord}\S{6,}`,
      'i',
    ),
    'a password or a key with its value',
  ],
  [/\bbearer\s{1,3}(?=\S{0,200}[0-9])[\w.~+/=-]{16,}/i, 'a token'],
  [
    /\b[Bb]asic\s{1,3}(?=\S{0,200}[A-Z])(?=\S{0,200}[a-z])(?=\S{0,200}[0-9=])[A-Za-z0-9+/]{8,}={0,2}(?![\w-])/,
    'a token',
  ],
  // Access keys of AWS, tokens of GitHub, GitLab and Slack, keys of Google, and JSON web tokens.
  [/\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/, 'an access key of AWS'],
  [/\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeprs]-|AIza|sk_live_)[\w-]{10,}/, 'a token'],
  [/\bsk-(?=[\w-]{0,200}[0-9])(?=[\w-]{0,200}[A-Z])[\w-]{20,}/, 'a token'],
  [/\beyJ[\w-]{8,300}\.[\w-]{4,}/, 'a token'],
];

const digest = /@?\bsha(?:256|384|512)[:-][0-9A-Za-z+/=]+/gi;
const longWord = /[A-Za-z0-9+/=_]{32,}/g;

/** Of a commit, or of what something contains. */
const sizesOfDigests = new Set([40, 64, 96, 128]);
const sizeOfAwsSecret = 40;
const hasAll = (word: string): boolean =>
  /[0-9]/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word);

/** Made by a machine: what people name has its digits in one place or two. */
function isRandom(word: string): boolean {
  if (/^[0-9a-f]+$/i.test(word))
    return /[0-9]/.test(word) && /[a-f]/i.test(word) && !sizesOfDigests.has(word.length);
  if (!hasAll(word)) return false;
  if (word.length === sizeOfAwsSecret && !word.startsWith('/')) return true;
  return word
    .split('/')
    .some((part) => part.length >= 20 && hasAll(part) && (part.match(/[0-9]+/g) ?? []).length >= 3);
}

/** What is wrong with a text, as the end of a sentence; null: it looks like no secret. */
export function whyNotKept(text: string): string | null {
  const what =
    looks.find(([look]) => look.test(text))?.[1] ??
    ((text.replace(digest, '').match(longWord) ?? []).some(isRandom)
      ? 'a key that a machine has made'
      : null);
  return what === null
    ? null
    : `looks like ${what}. The inventory keeps no secrets: write where it is kept, not what it is`;
}

/** Of a field of a form: `superRefine(refuseSecret)`. */
export function refuseSecret(text: string, context: z.core.$RefinementCtx): void {
  const why = whyNotKept(text);
  if (why !== null) context.addIssue({ code: 'custom', message: `This ${why}.` });
}

/** Why something of the inventory is changed: the history and the audit keep it. */
export const inventoryReason = (says: string) => requiredReason(says).superRefine(refuseSecret);
