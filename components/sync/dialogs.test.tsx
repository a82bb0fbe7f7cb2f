// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { CancelRun, StartRun, type Run } from '#lib/sync/client.ts';
import type { ActionResult } from '#lib/kernel/result.ts';
import { click, mount, type } from '#components/ui/testing.tsx';
import { CancelDialog } from './run/cancel-dialog.tsx';
import { StartDialog } from './start/start-dialog.tsx';
import { whyNotStart } from './start/why-not-start.ts';
import { readinessOf, runOf } from './testing.ts';

const answerOf = (run: Run): ActionResult<Run> => ({ ok: true, value: run, id: 'req-1' });
const nothing = () => {};

it('starting a sync says what, who and how long, and sends what the command takes', async () => {
  const sent: StartRun[] = [];
  const started: Run[] = [];
  const page = await mount(
    <StartDialog
      isOpen
      readiness={readinessOf({
        environment: 'prod',
        isProduction: true,
        pipelines: [
          { name: 'documented', version: 1, title: 'Documented' },
          { name: 'current', version: 2, title: 'Current' },
        ],
      })}
      start={async (input) => {
        sent.push(input);
        return answerOf(runOf({ run: 'prod-13', number: 13, state: 'queued' }));
      }}
      onClose={nothing}
      onDone={(run) => started.push(run)}
      onConflict={nothing}
      onNotKnown={nothing}
    />,
  );
  expect(page.text()).toContain('Start a sync in prod?');
  expect(page.text()).toContain('Nothing changes for users until the swap, which moves');
  expect(page.text()).toContain('Also activeNobody is running a sync in prod.');
  expect(page.text()).toContain(
    'Likely to takeAbout 1 minute. Basis: the last 3 settled runs; all of them fell inside.',
  );
  expect(page.text()).toContain('Last runsRun 12');

  await click(page.field('Current (version 2)'));
  expect(page.text()).toContain(
    'Likely to takeNot known. An estimate needs three settled runs to go by.',
  );
  await click(page.field('Dry run: build and check everything, then stop before the swap'));
  expect(page.text()).toContain('and a dry run stops before it.');
  await type(page.field('Reason'), 'Weekly');
  await type(page.field('Type prod to confirm'), ' prod ');
  await click(page.button('Start a dry run'));
  expect(sent.map((input) => StartRun.parse(input))).toEqual([
    {
      environment: 'prod',
      pipeline: 'current',
      dry: true,
      reason: 'Weekly',
      typedName: 'prod',
      idempotencyKey: sent[0]?.idempotencyKey,
    },
  ]);
  expect(started.map(({ run }) => run)).toEqual(['prod-13']);
  expect(page.text()).toContain('Run 13 is queued');
});

it('a reason that is refused changes nothing of what the dialog says will happen', async () => {
  const page = await mount(
    <StartDialog
      isOpen
      readiness={readinessOf()}
      start={() => Promise.resolve(answerOf(runOf()))}
      onClose={nothing}
      onDone={nothing}
      onConflict={nothing}
      onNotKnown={nothing}
    />,
  );
  await click(page.field('Dry run: build and check everything, then stop before the swap'));
  await type(page.field('Reason (optional)'), 'For doctor 1234567');
  expect(page.text()).toContain(
    'Likely to takeAbout 1 minute. Basis: the last 3 settled runs; all of them fell inside.',
  );
  expect(page.text()).toContain('and a dry run stops before it.');
  await click(page.button('Start a dry run'));
  expect(page.text()).toContain('Leave out numbers of seven digits');
  expect(page.text()).toContain('and a dry run stops before it.');
  expect(page.text()).toContain('Start a dry run');
});

it('starting again holds the choices of the run before, and asks everything anew', async () => {
  const sent: StartRun[] = [];
  const page = await mount(
    <StartDialog
      isOpen
      readiness={readinessOf({ environment: 'prod', isProduction: true })}
      again={{ pipeline: 'documented', dry: true }}
      start={async (input) => {
        sent.push(input);
        return answerOf(runOf({ state: 'queued' }));
      }}
      onClose={nothing}
      onDone={nothing}
      onConflict={nothing}
      onNotKnown={nothing}
    />,
  );
  expect(page.text()).toContain('and a dry run stops before it.');
  expect(page.text()).toContain('Give a reason first.');
  await type(page.field('Reason'), 'Once more');
  await type(page.field('Type prod to confirm'), 'prod');
  await click(page.button('Start a dry run'));
  expect(sent).toMatchObject([{ pipeline: 'documented', dry: true, reason: 'Once more' }]);
});

it('a sync of the Integration service starts with what it does to users, and not dry', async () => {
  const page = await mount(
    <StartDialog
      isOpen
      readiness={readinessOf({ isObserved: true })}
      start={() => Promise.resolve(answerOf(runOf()))}
      onClose={nothing}
      onDone={nothing}
      onConflict={nothing}
      onNotKnown={nothing}
    />,
  );
  expect(page.text()).toContain('empties the index that users read');
  expect(page.text()).toContain('a way back are not available');
  expect(page.text()).not.toContain('Dry run');
  const callObstacle = 'A sync that was not started here is under way.';
  expect(whyNotStart(readinessOf({ callObstacle }), null)).toBe(callObstacle);
});

it('nothing can be started again with a pipeline that is gone', () => {
  expect(whyNotStart(readinessOf(), null, 'documented')).toBeNull();
  expect(whyNotStart(readinessOf(), null, 'older')).toBe('There is no pipeline older any more.');
  expect(whyNotStart(readinessOf(), 'Your role is viewer.', 'older')).toBe('Your role is viewer.');
});

it('cancelling a run whose aliases may be moving promises nothing that is not known', async () => {
  const run = runOf({ state: 'swapping', endedAt: null });
  const page = await mount(
    <CancelDialog
      isOpen
      run={run}
      isProduction={false}
      cancel={() => Promise.resolve(answerOf(runOf({ state: 'cancelling' })))}
      onClose={nothing}
      onChanged={nothing}
    />,
  );
  const known = 'Users keep';
  expect(page.text()).toContain('Where they have moved, the run ends as settled.');
  expect(page.text()).not.toContain(known);
  await click(page.button('Cancel run 12'));
  expect(page.text()).toContain('Its page says what users read once that is known.');
  expect(page.text()).not.toContain(known);
});

it('cancelling a run says what becomes of it and who started it', async () => {
  const sent: CancelRun[] = [];
  const answers: (string | undefined)[] = [];
  const page = await mount(
    <CancelDialog
      isOpen
      run={runOf({ state: 'running', endedAt: null })}
      isProduction={false}
      cancel={async (input) => {
        sent.push(input);
        return answerOf(runOf({ state: 'cancelling' }));
      }}
      onClose={nothing}
      onChanged={(run) => void answers.push(run?.state)}
    />,
  );
  expect(page.text()).toContain('A cancelled run cannot be resumed.');
  expect(page.text()).toContain('operator@example.test started this run');
  await click(page.button('Cancel run 12'));
  expect(sent.map((input) => CancelRun.parse(input))).toEqual([{ run: 'local-12', reason: '' }]);
  expect(answers).toEqual(['cancelling']);
  expect(page.text()).toContain('Run 12 is being cancelled');
});
