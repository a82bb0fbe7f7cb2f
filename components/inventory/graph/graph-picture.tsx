'use client';

import dynamic from 'next/dynamic';
import { parseAsNativeArrayOf, parseAsString, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { Note } from '#components/ui/feedback/note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { toggled, type GraphBox, type GraphView } from '#lib/inventory/client.ts';
import { useLayout } from './use-layout.ts';

const GraphCanvas = dynamic(async () => (await import('./graph-canvas.tsx')).GraphCanvas, {
  ssr: false,
  loading: () => <SkeletonRows label="the graph" rows={6} />,
});

const openInAddress = parseAsNativeArrayOf(parseAsString).withOptions({
  history: 'push',
  scroll: false,
});

/** The picture of a graph; the lists under it have the same, also without scripts. */
export function GraphPicture({ view }: { readonly view: GraphView }) {
  const [inAddress, setInAddress] = useQueryState('open', openInAddress);
  // Another set is another layout.
  const inOrder = inAddress.join('\n');
  const open = useMemo(() => new Set(inOrder === '' ? [] : inOrder.split('\n')), [inOrder]);
  const layout = useLayout(view, open);
  const toggle = useCallback(
    (box: GraphBox) => void setInAddress((before) => toggled(before, box)),
    [setInAddress],
  );
  if (layout.state === 'failed')
    return (
      <Note tone="warn" title="The graph cannot be drawn in this browser">
        <p>The lists below have the same. Load the page again to try once more.</p>
      </Note>
    );
  return (
    <div data-live>
      {layout.state === 'computing' ? (
        <SkeletonRows label="the graph" rows={6} />
      ) : (
        <GraphCanvas
          key={layout.number}
          view={layout.of}
          picture={layout.picture}
          positions={layout.positions}
          onToggle={toggle}
        />
      )}
    </div>
  );
}
