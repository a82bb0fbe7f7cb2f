import type { Database } from '#lib/platform/database/database.ts';
import type { Log } from '#lib/platform/log.ts';
import type { Route } from './model.ts';

/** How a process sends notices. */
export interface NotifySettings {
  readonly routes: readonly Route[];
  /** Null: no mail can be sent. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Of the console, for links; null: it is not known, and notices name the page alone. */
  readonly baseUrl: string | null;
  /** Told every minute that notices are sent; null: nobody is. */
  readonly heartbeatUrl: string | null;
}

export interface NotifyWorld {
  readonly database: Database;
  readonly log: Log;
  /** Of the lease: this process. */
  readonly holder: string;
  readonly environment: null;
  readonly notify: NotifySettings;
}
