import { X } from 'lucide-react';

/** The way out of a dialog, a drawer or the palette, at the end of its heading. */
export function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <button
      type="button"
      aria-label="Close"
      onClick={onClose}
      className="grid size-7 flex-none place-items-center"
    >
      <X className="size-5" />
    </button>
  );
}
