/**
 * What travels between this process and the thread of the embedded engine; everything can be
 * cloned.
 */

export interface ThreadSetUp {
  /** Folder of the database, or what one in memory begins with; absent: memory that is empty. */
  readonly from?: string | Blob;
}

/** `transaction`: run within it, at once; null: in its turn. */
export interface EngineRequest {
  readonly id: number;
  readonly what: 'query' | 'script' | 'begin' | 'commit' | 'rollback' | 'close';
  readonly text: string;
  readonly params: readonly unknown[];
  readonly transaction: number | null;
  /** Rows as arrays of PostgreSQL's own text and nulls. */
  readonly isRaw: boolean;
}

export interface EngineResult {
  readonly rows: readonly unknown[];
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly affectedRows: number;
}

/** `begun` comes before the reply to a `begin`, which is the end of that transaction. */
export type Reply =
  | { readonly id: number; readonly is: 'done'; readonly result: EngineResult | null }
  | { readonly id: number; readonly is: 'begun' }
  /**
   * `isOfDatabase`: PostgreSQL refused it, with the fields of its error; else the engine itself
   * failed.
   */
  | {
      readonly id: number;
      readonly is: 'failed';
      readonly isOfDatabase: boolean;
      readonly message: string;
      readonly facts: Readonly<Record<string, string>>;
    };
