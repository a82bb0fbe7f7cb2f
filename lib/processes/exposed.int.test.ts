import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildOnce,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const minutes = 60_000;

/** What somebody can do to a console who has no account and reaches its port. */
describe('a console whose port others reach', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    running = await startConsole({
      DATA_DIR: folder.folder,
      FIRST_RUN: 'off',
      SYNTHETIC_TRAINEES: '100',
    });
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  const send = (where: string, init: RequestInit = {}) =>
    fetch(`${running.address}${where}`, { redirect: 'manual', ...init });
  const statusOf = async (where: string, init: RequestInit = {}) =>
    (await send(where, init)).status;
  /** What was printed while `work` ran. */
  const printedBy = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = running.output().length;
    await work();
    return running
      .output()
      .slice(before)
      .split('\n')
      .filter((line) => line !== '');
  };

  describe('its log', () => {
    const forged = 'forged\n{"level":60,"msg":"forged"}\u001b[2J';
    const form = (headers: Record<string, string>): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
      body: '[]',
    });

    it('has no endpoint of its frameworks that others write to', async () => {
      const lines = await printedBy(async () => {
        for (const code of ['forged', forged])
          expect(
            await statusOf('/api/auth/_log', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ level: 'error', code, message: forged }),
            }),
          ).toBe(404);
        for (const where of [
          '/_next/image?url=%2Fforged&w=64&q=75',
          '/_next/image?url=https%3A%2F%2Fforged.example%2Fx&w=64&q=75',
        ])
          expect([307, 404]).toContain(await statusOf(where));
        for (const where of [
          '_log',
          'providers',
          'error',
          'verify-request',
          'signin',
          'callback/x',
        ])
          expect(await statusOf(`/api/auth/${where}`)).toBe(404);
      });
      expect(lines).toEqual([]);
    });

    it('has no line of theirs, whatever they send to a form', async () => {
      const origin = running.address;
      const lines = await printedBy(async () => {
        await send('/sign-in', form({ 'next-action': 'forged', origin }));
        await send('/sign-in', form({ 'next-action': '0'.repeat(42) }));
        await send('/sign-in', form({ 'next-action': '0'.repeat(42), origin: 'http://forged.x' }));
        await send(
          '/sign-in',
          form({ 'next-action': '0'.repeat(42), origin, 'x-forwarded-host': 'forged.example' }),
        );
        for (const where of ['/%', '/%00', '/sync/%E0%A4%A', '/%0aforged', '/_next/static/forged'])
          expect(await statusOf(where)).toBeLessThan(500);
        await send('/sign-in', {
          method: 'POST',
          headers: { origin, 'content-type': 'multipart/form-data; boundary=forged' },
          body: '--forged\r\nforged',
        });
      });
      expect(lines.join('\n')).not.toContain('forged');
    });

    it('is no flood, however often they make the framework complain', async () => {
      const origin = running.address;
      const lines = await printedBy(async () => {
        for (let number = 0; number < 60; number += 1) {
          const action = String(number).padStart(42, '0');
          await send('/sign-in', form({ 'next-action': action, origin }));
        }
      });
      expect(lines.length).toBeLessThanOrEqual(20);
      for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow();
    });
  });
});
