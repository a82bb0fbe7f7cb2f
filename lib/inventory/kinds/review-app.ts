import { defineKind } from '../kind.ts';

/** One that exists; what all of them are like is an application. */
export const reviewApp = defineKind({
  kind: 'review-app',
  singular: 'review app',
  plural: 'review apps',
  chapter: 'Service description',
  order: 3,
  attributes: {
    pullRequest: { label: 'Pull request', isExpected: true },
    imagePushedOn: {
      label: 'Image pushed on',
      noun: 'age of its image',
      type: 'day',
      isExpected: true,
    },
  },
});
