import { defineKind } from '../kind.ts';

export const authScheme = defineKind({
  kind: 'auth-scheme',
  singular: 'sign-in scheme',
  plural: 'sign-in schemes',
  chapter: 'Authentication and authorisation',
  order: 1,
  attributes: {
    authentication: { label: 'Authentication' },
    authorisation: { label: 'Authorisation' },
    application: { label: 'Application' },
  },
});
