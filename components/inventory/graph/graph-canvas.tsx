'use client';

import '@xyflow/react/dist/base.css';
import { MiniMap, Panel, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import {
  graphKeys,
  keyLeadsTo,
  nodeSize,
  type GraphKey,
  type GraphView,
  type Positions,
} from '#lib/inventory/client.ts';
import { Button } from '#components/ui/form/button.tsx';
import { estatesOf } from './estate-colours.ts';
import { flowEdges, flowNodes, type ItemFlowNode } from './flow-elements.ts';
import { GraphLegend } from './graph-legend.tsx';
import { ItemNode } from './item-node.tsx';
import { NodeNote } from './node-note.tsx';

const nodeTypes = { item: ItemNode };
// Smaller than that nobody reads a name.
const readableZoom = 0.55;
const beginZoom = 0.8;
const mostWithoutMap = 40;

const isGraphKey = (key: string): key is GraphKey => graphKeys.some((one) => one === key);

interface GraphCanvasProps {
  readonly view: GraphView;
  readonly positions: Positions;
}

/** Drawn in browsers alone, since positions are inline styles, which no page of the server has. */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ view, positions }: GraphCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const flow = useReactFlow<ItemFlowNode>();
  const [current, setCurrent] = useState(view.item.key);
  const at = positions.has(current) ? current : view.item.key;
  const estates = useMemo(() => estatesOf(view.nodes), [view.nodes]);
  const nodes = useMemo(
    () => flowNodes({ view, positions, current: at, estates, onCurrent: setCurrent }),
    [view, positions, at, estates],
  );
  const edges = useMemo(() => flowEdges(view, at), [view, at]);

  const show = (key: string, zoom: number, beside = 0) => {
    const place = positions.get(key);
    if (place === undefined) return;
    const [x, y] = [place.x + nodeSize.width / 2, place.y + nodeSize.height / 2];
    void flow.setCenter(x + beside, y, { zoom });
  };
  const begin = async () => {
    await flow.fitView({ padding: 0.06, maxZoom: 1 });
    if (flow.getZoom() >= readableZoom) return;
    // Where all of it would be too small to read: the chosen one, and the side that has more.
    const wide = (box.current?.clientWidth ?? 0) / beginZoom / 3;
    const after = view.nodes.filter(({ side }) => side === 'needed-by').length;
    const before = view.nodes.filter(({ side }) => side === 'needs').length;
    show(view.item.key, beginZoom, after > before ? wide : after < before ? -wide : 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isGraphKey(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = keyLeadsTo(event.key, at, positions, view.edges);
    setCurrent(next);
    const links = box.current?.querySelectorAll<HTMLElement>('[data-node]') ?? [];
    [...links].find(({ dataset }) => dataset['node'] === next)?.focus({ preventScroll: true });
    show(next, Math.max(flow.getZoom(), readableZoom));
  };
  return (
    <>
      <div
        ref={box}
        onKeyDown={onKeyDown}
        className="mt-3 h-[min(68vh,620px)] min-h-90 border border-rule-strong print:hidden"
      >
        <ReactFlow<ItemFlowNode>
          aria-label="Graph of what depends on what"
          aria-describedby="graph-keys"
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          onInit={() => void begin()}
          minZoom={0.05}
          maxZoom={1.6}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode={null}
          // The wheel scrolls the page; with Ctrl, and by two fingers, it zooms.
          zoomOnScroll={false}
          preventScrolling={false}
          zoomOnDoubleClick={false}
          proOptions={{ hideAttribution: true }}
        >
          <Arrows />
          <Panel position="top-right" className="flex gap-1.5">
            <Button small aria-label="Zoom in" title="Zoom in" onClick={() => void flow.zoomIn()}>
              <Plus aria-hidden="true" className="size-3.5" />
            </Button>
            <Button
              small
              aria-label="Zoom out"
              title="Zoom out"
              onClick={() => void flow.zoomOut()}
            >
              <Minus aria-hidden="true" className="size-3.5" />
            </Button>
            <Button small onClick={() => void flow.fitView({ padding: 0.06, maxZoom: 1 })}>
              <Maximize aria-hidden="true" className="size-3.5" />
              Show all
            </Button>
          </Panel>
          {view.nodes.length > mostWithoutMap && (
            <MiniMap<ItemFlowNode>
              pannable
              ariaLabel="Where in the graph this is"
              className="border border-rule-strong bg-sunk! max-m:hidden"
              nodeClassName={({ data }) => data.colour.fill}
            />
          )}
        </ReactFlow>
      </div>
      <NodeNote view={view} current={at} />
      <GraphLegend view={view} estates={estates} />
    </>
  );
}

const Arrows = () => (
  <svg aria-hidden="true" className="absolute size-0">
    <defs>
      <Arrow id="arrow-breaks" className="fill-bad-fill" />
      <Arrow id="arrow-needs" className="fill-control" />
    </defs>
  </svg>
);

const Arrow = ({ id, className }: { readonly id: string; readonly className: string }) => (
  <marker
    id={id}
    viewBox="0 0 8 8"
    refX="7"
    refY="4"
    markerUnits="userSpaceOnUse"
    markerWidth="10"
    markerHeight="10"
    orient="auto"
  >
    <path d="M0 0 8 4 0 8z" className={className} />
  </marker>
);
