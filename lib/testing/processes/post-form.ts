const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');

interface Asked {
  /** Where the console listens. */
  readonly address: string;
  readonly page: string;
  /** One of its fields, by which the form is found. */
  readonly field: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** Fills in a form of a page as a browser without JavaScript does. */
export async function postForm({
  address,
  page,
  field,
  fields,
  headers,
}: Asked): Promise<Response> {
  const asked = await fetch(address + page, { headers, redirect: 'manual' });
  const html = await asked.text();
  const found = html
    .split('<form')
    .slice(1)
    .map((part) => part.split('</form>')[0] ?? '')
    .find((part) => part.includes(`name="${field}"`));
  if (found === undefined) throw new Error(`${page} (${asked.status}) has no field ${field}`);
  const form = new FormData();
  for (const [tag] of found.matchAll(/<input type="hidden"[^>]*>/g)) {
    const valueOf = (name: string): string =>
      unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
    form.append(valueOf('name'), valueOf('value'));
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return fetch(address + page, {
    method: 'POST',
    headers: { origin: address, ...headers },
    body: form,
    redirect: 'manual',
  });
}
