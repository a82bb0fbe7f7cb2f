import { Archive } from 'lucide-react';
import { Status } from '#components/ui/feedback/status.tsx';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import type { RecordedStatus } from '#lib/inventory/client.ts';

/** How far an item is: an icon and a word, and each kind of nothing as it looks everywhere. */
export function StatusWords({ status }: { readonly status: RecordedStatus }) {
  switch (status) {
    case 'cut over':
      return <Status tone="ok">Cut over</Status>;
    case 'decommissioned':
      return (
        <Status tone="off" icon={Archive}>
          Decommissioned
        </Status>
      );
    case 'parallel run':
      return <Status tone="run">Parallel run</Status>;
    case 'not started':
      return <Status tone="wait">Not started</Status>;
    case 'not-recorded':
    case 'not-applicable':
    case 'none':
      return <RecordedValue of={{ state: status }} />;
  }
}
