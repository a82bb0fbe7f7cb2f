/** The page and its other forms, from a copy alone: no database is asked. */
import { atomFeed, jsonFeed } from './feeds.ts';
import type { SupportCopy, SupportFacts } from './model.ts';
import { renderPage } from './page/render-page.ts';
import { environmentOf, show } from './show.ts';

export interface AskedPage {
  /** Null: this process has never read what there is, and no earlier one has kept it. */
  readonly copy: SupportCopy | null;
  readonly now: Date;
  /** As the address names it; null: none. */
  readonly environment: string | null;
  readonly theme: 'light' | 'dark' | null;
  /** How browsers reach this console, without a slash at the end. */
  readonly baseUrl: string;
}

export interface SupportAnswer {
  readonly status: 200 | 404 | 503;
  readonly contentType: string;
  readonly body: string;
}

type Form = (
  asked: AskedPage,
  copy: SupportCopy,
  facts: SupportFacts,
) => { readonly contentType: string; readonly body: string };

const plain = 'text/plain; charset=utf-8';

const answering =
  (form: Form) =>
  (asked: AskedPage): SupportAnswer => {
    const { copy, environment } = asked;
    if (copy === null)
      return {
        status: 503,
        contentType: plain,
        body: 'This console has not read yet what works. Ask again in a moment.\n',
      };
    const facts = environmentOf(copy, environment);
    if (facts === null)
      return { status: 404, contentType: plain, body: 'There is no such environment.\n' };
    return { status: 200, ...form(asked, copy, facts) };
  };

export const supportPage = answering(({ now, theme }, copy, facts) => ({
  contentType: 'text/html; charset=utf-8',
  body: renderPage(show(copy, facts, now), {
    theme,
    others: copy.environments
      .map(({ environment }) => environment)
      .filter(({ name }) => name !== facts.environment.name),
  }),
}));

export const supportJson = answering(({ now }, copy, facts) => {
  const { environment, checkedAt, isOld, headline, lead, ...rest } = show(copy, facts, now);
  const said = {
    environment: environment.name,
    title: environment.title,
    checkedAt: checkedAt.toISOString(),
    isOld,
    headline,
    says: lead,
    problems: rest.problems,
    services: rest.services,
    planned: rest.planned.map(({ id, title, text, fromAt, toAt }) => ({
      id,
      title,
      text,
      fromAt,
      toAt,
    })),
    refresh: rest.refresh,
    past: facts.problems.filter(({ id }) => rest.past.some((one) => one.id === id)),
  };
  return { contentType: 'application/json', body: `${JSON.stringify(said)}\n` };
});

export const supportAtom = answering(({ baseUrl }, _copy, facts) => ({
  contentType: 'application/atom+xml; charset=utf-8',
  body: atomFeed(facts, baseUrl),
}));

export const supportJsonFeed = answering(({ baseUrl }, _copy, facts) => ({
  contentType: 'application/feed+json; charset=utf-8',
  body: `${JSON.stringify(jsonFeed(facts, baseUrl))}\n`,
}));
