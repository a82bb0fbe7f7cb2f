'use client';

import '@xyflow/react/dist/base.css';
import {
  BaseEdge,
  ConnectionMode,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type EdgeProps,
  type NodeProps,
} from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import {
  edgesAt,
  graphKeys,
  keyLeadsTo,
  type GraphBox,
  type GraphKey,
  type GraphView,
  type Picture,
  type Positions,
} from '#lib/inventory/client.ts';
import { Button } from '#components/ui/form/button.tsx';
import { estatesOf } from './estate-colours.ts';
import { flowEdges, flowNodes, type FlowNode } from './flow-elements.ts';
import { GraphLegend } from './graph-legend.tsx';
import { GroupNode } from './group-node.tsx';
import { inSight, readableZoom } from './in-sight.ts';
import { ItemNode } from './item-node.tsx';
import { NodeNote } from './node-note.tsx';

const HeadingNode = ({ data }: NodeProps<Extract<FlowNode, { type?: 'heading' }>>) => (
  <span className="text-dense font-bold whitespace-nowrap text-muted">{data.words}</span>
);

/** Beside a column, between two of it: the further apart the wider. */
const ArcEdge = ({ sourceX, sourceY, targetX, targetY, markerEnd }: EdgeProps) => {
  const out = Math.min(64, 20 + Math.abs(targetY - sourceY) / 12);
  const path =
    `M${String(sourceX)} ${String(sourceY)}C${String(sourceX + out)} ${String(sourceY)} ` +
    `${String(targetX + out)} ${String(targetY)} ${String(targetX)} ${String(targetY)}`;
  return <BaseEdge path={path} {...(markerEnd === undefined ? {} : { markerEnd })} />;
};

const nodeTypes = { item: ItemNode, group: GroupNode, heading: HeadingNode };
const edgeTypes = { arc: ArcEdge };
const beginZoom = 0.9;
const mostWithoutMap = 40;

const isOpenIn = ({ boxes }: Picture, id: string): boolean =>
  boxes.some((one) => one.id === id && one.isOpen);

const isGraphKey = (key: string): key is GraphKey => graphKeys.some((one) => one === key);

interface GraphCanvasProps {
  readonly view: GraphView;
  readonly picture: Picture;
  readonly positions: Positions;
  readonly onToggle: (box: GraphBox) => void;
}

/** Drawn in browsers alone, since positions are inline styles, which no page of the server has. */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ view, picture, positions, onToggle }: GraphCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const flow = useReactFlow<FlowNode>();
  const [current, setCurrent] = useState(view.item.key);
  // What was in a group that is closed again is not in the picture.
  const at = positions.has(current) ? current : (picture.boxOf.get(current)?.id ?? view.item.key);
  const estates = useMemo(() => estatesOf(view.nodes), [view.nodes]);
  const touching = useMemo(() => edgesAt(view, picture, at), [view, picture, at]);
  const nodes = useMemo(
    () => flowNodes({ picture, positions, current: at, estates, onCurrent: setCurrent, onToggle }),
    [picture, positions, at, estates, onToggle],
  );
  const edges = useMemo(
    () => flowEdges(picture, positions, touching),
    [picture, positions, touching],
  );

  // A group that opens stays where the person sees it, whatever moves around it; what was in it is
  // brought into sight.
  const seen = useRef({ picture, positions, at });
  useLayoutEffect(() => {
    const last = seen.current;
    const [before, after] = [last.positions.get(at), positions.get(at)];
    if (positions !== last.positions && before !== undefined && after !== undefined) {
      const { x, y, zoom } = flow.getViewport();
      const same = {
        x: x - (after.x - before.x) * zoom,
        y: y - (after.y - before.y) * zoom,
        zoom,
      };
      const isOpened = isOpenIn(picture, at) && !isOpenIn(last.picture, at);
      const size = box.current;
      void flow.setViewport(
        isOpened && size !== null
          ? inSight(after, same, { width: size.clientWidth, height: size.clientHeight })
          : same,
      );
    }
    seen.current = { picture, positions, at };
  }, [flow, picture, positions, at]);

  const show = (id: string, zoom: number, beside = 0) => {
    const place = positions.get(id);
    if (place === undefined) return;
    const [x, y] = [place.x + place.width / 2, place.y + Math.min(place.height, 50) / 2];
    void flow.setCenter(x + beside, y, { zoom });
  };
  const begin = async () => {
    await flow.fitView({ padding: 0.06, maxZoom: 1 });
    if (flow.getZoom() >= readableZoom) return;
    // Where all of it would be too small to read: the chosen one, and the side that has more.
    const half = (box.current?.clientWidth ?? 0) / beginZoom / 2;
    const chosenHalf = (positions.get(view.item.key)?.width ?? 0) / 2 + 12;
    const wide = Math.max(0, Math.min((half * 2) / 3, half - chosenHalf));
    const after = view.nodes.filter(({ side }) => side === 'needed-by').length;
    const before = view.nodes.filter(({ side }) => side === 'needs').length;
    show(view.item.key, beginZoom, after > before ? wide : after < before ? -wide : 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isGraphKey(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = keyLeadsTo(event.key, at, positions, touching);
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
        <ReactFlow<FlowNode>
          aria-label="Graph of what depends on what"
          aria-describedby="graph-keys"
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          connectionMode={ConnectionMode.Loose}
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
          <Panel position="bottom-left" className="flex gap-1.5">
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
          {positions.size > mostWithoutMap && (
            <MiniMap<FlowNode>
              pannable
              ariaLabel="Where in the graph this is"
              className="border border-rule-strong bg-sunk! max-m:hidden"
              nodeClassName={({ data }) =>
                'colour' in data ? (data.colour?.fill ?? 'fill-control!') : 'fill-none!'
              }
            />
          )}
        </ReactFlow>
      </div>
      <NodeNote view={view} picture={picture} current={at} />
      <GraphLegend view={view} estates={estates} />
    </>
  );
}

const Arrows = () => (
  <svg aria-hidden="true" className="absolute size-0">
    <defs>
      <Arrow id="arrow-breaks" className="fill-bad-fill" />
      <Arrow id="arrow-needs" className="fill-control" />
      <Arrow id="arrow-breaks-quiet" className="fill-bad-fill opacity-50" />
      <Arrow id="arrow-needs-quiet" className="fill-control opacity-50" />
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
