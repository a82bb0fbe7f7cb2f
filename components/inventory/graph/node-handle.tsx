import { Handle, Position } from '@xyflow/react';

/** Where lines meet a box of the picture: on one side of it, out of sight. */
export function NodeHandle({ side }: { readonly side: 'left' | 'right' }) {
  return (
    <Handle
      id={side}
      type="source"
      position={side === 'left' ? Position.Left : Position.Right}
      isConnectable={false}
      className="pointer-events-none! opacity-0!"
    />
  );
}
