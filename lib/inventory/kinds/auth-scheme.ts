import { defineKind } from '../kind.ts';

export const authScheme = defineKind({
  kind: 'auth-scheme',
  singular: 'sign-in scheme',
  plural: 'sign-in schemes',
  attributes: {
    authentication: { label: 'Authentication' },
    authorisation: { label: 'Authorisation' },
    application: { label: 'Application' },
  },
});
