export {
  supportAtom,
  supportJson,
  supportJsonFeed,
  supportPage,
  type AskedPage,
  type SupportAnswer,
} from './answers.ts';
export { openTo, type Audience } from './audience.ts';
export { readCopy, saysTheSame, takeCopy, writeCopy } from './copy.ts';
export { draftForUsers } from './describe.ts';
export { contradictionsOfSupport, supportVariables } from './env.ts';
export type { SupportCopy } from './model.ts';
export { supportPolicy } from './page/render-page.ts';
export type { SupportWorld } from './read-facts.ts';
