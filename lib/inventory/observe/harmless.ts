/** Makes of whatever a file says what may be kept, shown and logged. Pure. */
import { printable, withoutNumbers } from '#lib/kernel/free-text.ts';

export const hidden = '[hidden]';

const secretWords =
  '(?:pass(?:word|wd|phrase)|pwd|secret|token|credential|(?:api|access|private|account)[_-]?key|' +
  'connection[_-]?string|dsn)';

// Each of them takes no longer than the text is long.
const hiding: readonly (readonly [RegExp, string])[] = [
  // Digests say nothing but which image it is.
  [/@?\bsha(?:256|512):[0-9a-f]+\b/gi, ''],
  // Keys and certificates in their text form.
  [/-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)/g, hidden],
  // Name and password before a host.
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#@]*@/gi, '$1'],
  // The same as Oracle writes it.
  [
    /(\bjdbc:oracle:\w{1,20}:|\bsqlplus\s{1,3}(?:-\w+\s{1,3}){0,5})[^\s/@]{1,100}\/[^\s/@]+@/gi,
    '$1',
  ],
  // Whoever has such an address may write there.
  [/(\bhooks\.slack\.com\/)\S+/gi, `$1${hidden}`],
  // What follows a question mark: signatures and tokens of addresses.
  [/([?&])[^\s]+/g, `$1${hidden}`],
  // `password=…`, `"apiKey": "…"`, `--token …`, `Bearer …`.
  [
    new RegExp(String.raw`(${secretWords}[\w-]{0,40}["']?\s{0,3}[=:]\s{0,3})\S+`, 'gi'),
    `$1${hidden}`,
  ],
  [
    new RegExp(String.raw`(--?[\w-]{0,30}${secretWords}[\w-]{0,40}\s{1,3})\S+`, 'gi'),
    `$1${hidden}`,
  ],
  [/\b(bearer|basic)\s{1,3}\S{8,}/gi, `$1 ${hidden}`],
  // Access keys of AWS, tokens of GitHub, GitLab and Slack, keys of Google, and JSON web tokens.
  [/\b(?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA|ANVA|ABIA|ACCA)[A-Z0-9]{12,}/g, hidden],
  [/\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeprs]-|AIza|sk-|sk_live_)[\w-]{10,}/g, hidden],
  [/\beyJ[\w-]{8,}(?:\.[\w-]+){0,2}/g, hidden],
  // Addresses of people, and what is signed in as somebody.
  [/[^\s@]{1,64}@[^\s@]+/g, hidden],
  // A subscription of Azure, a tenant, or an id of somebody.
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, hidden],
  // Twelve digits are an account of AWS, also with dashes in it.
  [/(?<![0-9])(?:[0-9]{12,}|[0-9]{4}-[0-9]{4}-[0-9]{4})(?![0-9])/g, '[number]'],
];

const longWord = /[A-Za-z0-9+/=_]{32,}/g;

/** Hexadecimal, or letters in both cases with digits: no word of people. */
function isRandom(word: string): boolean {
  if (!/[0-9]/.test(word)) return false;
  return /^[0-9a-f]+$/i.test(word) || (/[a-z]/.test(word) && /[A-Z]/.test(word));
}

function withoutSecrets(text: string): string {
  let rest = text;
  for (const [what, as] of hiding) rest = rest.replace(what, as);
  rest = rest.replace(longWord, (word) => (isRandom(word) ? hidden : word));
  return withoutNumbers(rest, rest.length).replace(/\s+/g, ' ').trim();
}

/** What is left may show again what has to be hidden; it gets shorter each time. */
const mostPasses = 5;

/** One line of at most `longest` characters. What comes out of it stays as it is. */
export function harmlessText(text: string, longest: number): string {
  if (text.length > longest * 4) return hidden;
  let [before, rest] = ['', printable(text, text.length)];
  for (let pass = 0; pass < mostPasses && rest !== before; pass++)
    [before, rest] = [rest, withoutSecrets(rest)];
  return rest.length > longest ? `${rest.slice(0, longest - 1).trim()}…` : rest;
}

/** Whether any of it had to be hidden. */
export const isHiding = (text: string): boolean =>
  text.includes(hidden) || text.includes('[number]');
