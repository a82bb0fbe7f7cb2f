import { expect, it } from 'vitest';
import { notConnected } from './connection.ts';
import { faultOfReply } from './replies.ts';

const reply = (code: number, message: string): Error =>
  Object.assign(new Error(`Operation failed: ${String(code)} with message "${message}"`), { code });

it.each([
  [
    "ACCESS_REFUSED - write access to exchange 'tis.doctors' in vhost '/' refused for user 'anna'",
    'the right to write of the exchange tis.doctors is missing, or was taken away.',
  ],
  [
    "ACCESS_REFUSED - access to queue 'tis.doctors' in vhost '/' refused for user 'anna'",
    'a right of the queue tis.doctors is missing, or was taken away.',
  ],
  ['ACCESS_REFUSED - something else of anna', 'a right is missing, or was taken away.'],
])('a right that was taken away is named, with who gives it: %s', (message, which) => {
  const { fault } = faultOfReply(reply(403, message));
  expect(fault.kind).toBe('precondition');
  expect(fault.says).toContain(`do that: ${which} Whoever runs RabbitMQ has to give`);
  expect(fault.says).not.toContain('anna');
});

it('a user or a virtual host that is refused is no server that cannot be reached', () => {
  const saysOf = (message: string): string => notConnected(new Error(message)).fault.says;
  expect(
    saysOf('Handshake terminated by server: 403 (ACCESS-REFUSED) with message "Login was refused"'),
  ).toMatch(/^RabbitMQ refuses the user of this console, or its password\./);
  expect(saysOf('Expected ConnectionOpenOk; got <ConnectionClose channel:0>')).toMatch(
    /^RabbitMQ does not open its virtual host to the user of this console:/,
  );
  expect(saysOf('connect ECONNREFUSED')).toBe('RabbitMQ cannot be reached');
});
