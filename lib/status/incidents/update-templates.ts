/** Words with which an update may begin; safe in a browser. */
import type { IncidentState } from './model.ts';

export interface UpdateTemplate {
  /** What it is about, in a few words. */
  readonly title: string;
  /** True of any incident in that state, with no gap that could be sent unfilled. */
  readonly text: string;
}

export const updateTemplates: Readonly<Record<IncidentState, readonly UpdateTemplate[]>> = {
  investigating: [
    { title: 'Known', text: 'We know of this and are finding out why.' },
    {
      title: 'No need to report it',
      text: 'We know of this and are finding out why. There is no need to report it again.',
    },
    {
      title: 'Still looking',
      text: 'It goes on. We are still finding out why, and nothing new is known of the cause.',
    },
  ],
  identified: [
    { title: 'Cause found', text: 'We have found the cause and are putting it right.' },
    {
      title: 'With another organisation',
      text: 'The cause is with another organisation, which has been told and is looking into it.',
    },
  ],
  monitoring: [
    {
      title: 'Put right',
      text: 'It was put right, and works again as far as we can tell. We are watching it.',
    },
    {
      title: 'Partly',
      text: 'Some of it works again. We are putting the rest right, and are watching it.',
    },
  ],
  resolved: [
    { title: 'Over', text: 'It works again. Nothing more needs to be done.' },
    { title: 'Tell us if not', text: 'It works again. If you still see it, please tell us.' },
  ],
};

const all: ReadonlySet<string> = new Set(
  Object.values(updateTemplates).flatMap((some) => some.map(({ text }) => text)),
);

/** What is written with a template in it: nothing that a person has typed is lost. */
export function withTemplate(written: string, { text }: UpdateTemplate): string {
  const kept = written.trim();
  return kept === '' || all.has(kept) ? text : `${written.trimEnd()}\n\n${text}`;
}
