import { expect, it } from 'vitest';
import { faultOf } from './client.ts';

const blocked = (reason: string) => ({
  status: 403,
  body: { error: { type: 'cluster_block_exception', reason } },
});

it('says of an index that is closed that it is, and not that it is read-only', () => {
  for (const answer of [
    blocked('index [doctors] blocked by: [FORBIDDEN/4/index closed];'),
    { status: 400, body: { error: { type: 'index_closed_exception', index: 'doctors' } } },
  ])
    expect(faultOf(answer).fault).toEqual({
      kind: 'precondition',
      says:
        'doctors is closed: it takes no writes and answers no search until whoever runs the ' +
        'search engine opens it again',
    });
  const readOnly = faultOf(blocked('index [doctors] blocked by: [FORBIDDEN/5/read-only (api)];'));
  expect(readOnly.fault.says).toContain('is set to read-only');
});
