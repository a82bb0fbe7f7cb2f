'use client';

import dynamic from 'next/dynamic';
import { useCallback, useState } from 'react';
import { Note } from '#components/ui/feedback/note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import type { GraphView } from '#lib/inventory/client.ts';
import { useLayout } from './use-layout.ts';

const GraphCanvas = dynamic(async () => (await import('./graph-canvas.tsx')).GraphCanvas, {
  ssr: false,
  loading: () => <SkeletonRows label="the graph" rows={6} />,
});

/** The picture of a graph; the lists under it have the same, also without scripts. */
export function GraphPicture({ view }: { readonly view: GraphView }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const layout = useLayout(view, open);
  const toggle = useCallback((id: string) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
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
