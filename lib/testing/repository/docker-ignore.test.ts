import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('keeps secrets out of every layer of the image, whatever folder they are in', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  // `deploy/compose.yaml` reads the .env beside it; a layer keeps what a later one removes.
  for (const pattern of ['**/.env', '**/.env.*', '**/*.pem', '**/*.key', 'data'])
    expect(ignored).toContain(pattern);
  const built = readFileSync('deploy/Dockerfile', 'utf8');
  expect(built).not.toMatch(/^\s*(?:ARG|ENV)\b.*(?:SECRET|PASSWORD|TOKEN|_URL)/m);
});
