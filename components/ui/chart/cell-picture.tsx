import clsx from 'clsx';
import type { ReactNode, SVGAttributes } from 'react';

interface CellPictureProps extends Pick<SVGAttributes<SVGSVGElement>, 'preserveAspectRatio'> {
  readonly width: number;
  readonly height: number;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A picture in a cell of a table, no higher than its line; the words are beside it. */
export function CellPicture({ width, height, className, children, ...shape }: CellPictureProps) {
  return (
    <svg
      aria-hidden="true"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={clsx('-my-px inline-block align-top', className)}
      {...shape}
    >
      {children}
    </svg>
  );
}
