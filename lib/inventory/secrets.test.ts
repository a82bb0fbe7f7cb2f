import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { harmlessText } from './observe/harmless.ts';
import { whyNotKept } from './secrets.ts';

// In parts, so that nobody who looks for secrets in this project finds one.
const awsKey = `AKIAIOSFODNN7EXAMPLE`;
const awsSecret = `wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`;

describe('what looks like a secret', () => {
  it.each([
    [`-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----`, 'a private key'],
    ['postgres://admin:hunter2@db.example:5432/core', 'an address with a password'],
    ['amqps://:hunter2@broker.example/x', 'an address with a password'],
    ['jdbc:oracle:thin:spqs/tiger1@//db.example:1521/SPQS', 'an address with a password'],
    ['sqlplus -S spqs/tiger1@SPQS', 'an address with a password'],
    ['https://b.s3.example/x?X-Amz-Signature=0a1b2c3d4e5f', 'an address with a key'],
    ['https://hooks.slack.com/services/T0001/B0001/abcdefgh', 'an address with a key'],
    ['Server=db;Database=core;User Id=sa;Password=hunter2;', 'a password or a key'],
    ['DefaultEndpointsProtocol=https;AccountKey=abcdef==;', 'a password or a key'],
    ['DB_PASSWORD=hunter2', 'a password or a key'],
    ['"apiKey": "h7nter2x"', 'a password or a key'],
    ['The password: hunter2', 'a password or a key'],
    ['run --api-token hunter2', 'a password or a key'],
    ['Authorization: Bearer abcdefghij1234567890', 'a token'],
    ['Authorization: Basic dXNlcjpodW50ZXIy', 'a token'],
    [`key ${awsKey} here`, 'an access key'],
    [`ghp_abcdefghijklmnop`, 'a token'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'a token'],
    [awsSecret, 'a key that a machine has made'],
    ['0123456789abcdef0123456789abcdef', 'a key that a machine has made'],
    ['q9Xw3Lr7Zk2Vb8Nt5Mf1Hd6Gs4Pc0Jy2Ru', 'a key that a machine has made'],
  ])('is %j', (text, what) => {
    expect(whyNotKept(text)).toContain(`looks like ${what}`);
    // Whatever a person may not write, no observed value shows either.
    expect(harmlessText(text, 300)).not.toBe(text.replace(/\s+/g, ' ').trim());
  });
});

describe('what is none', () => {
  it.each([
    ['an account of AWS', '123456789012.dkr.ecr.eu-west-2.amazonaws.com/app'],
    ['an address for people', 'team@example.org'],
    ['the name of a secret', 'Secret: uec-dos-int-dev-ip-addresses-allowlist'],
    ['the place of a password', 'The password is in Jenkins as DB_PASSWORD.'],
    ['a place for one', 'postgres://admin:<password>@db.example/core'],
    ['a variable', 'psql "password=${DB_PASSWORD}" --token $TOKEN'],
    ['a setting', 'secretName=uec-dos-int-dev tokenExpiry=3600 token=required'],
    ['a user without a password', 'sftp://spqs@files.example/in'],
    ['a port', 'https://example.org:8443/admin?q=whats+my+ip'],
    ['a way of signing in', 'basic authentication, bearer tokens, header x-api-key'],
    ['a commit', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['a digest', 'rabbitmq@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123'],
    ['a name in one word', 'RevalRecommendationStatusCheckUpdatedV2Handler'],
    ['a path', '/var/lib/Jenkins2/workspace/RevalidationIntegration/build'],
    ['an id', 'c0ffee00-0000-4000-8000-000000000000'],
  ])('is %s', (_, text) => {
    expect(whyNotKept(text)).toBeNull();
  });

  const textsOf = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(textsOf)
        : [];

  it('is whatever the shipped estates say', () => {
    const folder = new URL('./estates/', import.meta.url);
    const texts = readdirSync(folder).flatMap((name) =>
      textsOf(parse(readFileSync(new URL(name, folder), 'utf8'), { schema: 'failsafe' })),
    );
    expect(texts.length).toBeGreaterThan(5_000);
    expect(texts.filter((text) => whyNotKept(text) !== null)).toEqual([]);
  });
});
