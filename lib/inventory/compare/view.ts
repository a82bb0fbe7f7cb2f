/** Environments beside each other as their page shows them. Pure. */
import type { RecordedNothing } from '../model.ts';
import type { ThingColumns, ThingView } from '../things.ts';
import type { ComparedRow, ImageAge } from './compare-environments.ts';

export interface ComparedEnvironment {
  readonly key: string;
  readonly name: string;
  readonly isProduction: boolean;
}

export interface ReviewAppView {
  readonly key: string;
  readonly name: string;
  /** Or which nothing is recorded of when its image was pushed. */
  readonly age: ImageAge | RecordedNothing;
}

export interface EnvironmentsView {
  readonly estate: string;
  readonly estateTitle: string;
  readonly estates: readonly { readonly key: string; readonly title: string }[];
  readonly environments: readonly ComparedEnvironment[];
  readonly rows: readonly ComparedRow[];
  readonly things: readonly ThingView[];
  readonly columns: ThingColumns;
  /** The names of the schedules that have something off by now. */
  readonly scheduledOff: readonly string[];
  /** What is shared, and who shares it. */
  readonly shares: readonly {
    readonly from: string;
    readonly fromName: string;
    readonly to: string;
    readonly toName: string;
  }[];
  readonly reviewApps: readonly ReviewAppView[];
}
