/** Rows as PostgreSQL's own text, for a reader that parses them itself. */
export interface TextRows {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly affectedRows: number;
}

export interface QueryResult<T> {
  readonly rows: T[];
  readonly affectedRows: number;
}

/** Where one statement after the other can be sent. Rejects with the errors of `faults.ts`. */
export interface Connection {
  query<T extends object>(text: string, params: readonly unknown[]): Promise<QueryResult<T>>;
  texts(text: string, params: readonly unknown[]): Promise<TextRows>;
  /** Several statements without parameters, however long they take. */
  script(text: string): Promise<void>;
}

/** A transaction that has begun. Either end frees its connection, also when it rejects. */
export interface BegunTransaction extends Connection {
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** One kind of PostgreSQL: a server, or the embedded engine. */
export interface Driver extends Connection {
  begin(): Promise<BegunTransaction>;
  close(): Promise<void>;
}
