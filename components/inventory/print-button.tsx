'use client';

import { Printer } from 'lucide-react';
import { Button } from '#components/ui/form/button.tsx';

/** Without scripts a browser’s own menu does the same. */
export function PrintButton() {
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden="true" className="size-4" />
      Print
    </Button>
  );
}
