import { X } from 'lucide-react';

/** The way out of a dialog, a drawer or the palette, at the end of its heading. */
export function CloseButton({
  onClose,
  isDisabled,
}: {
  readonly onClose: () => void;
  readonly isDisabled?: boolean | undefined;
}) {
  return (
    <button
      type="button"
      aria-label="Close"
      onClick={onClose}
      disabled={isDisabled}
      className="grid size-7 flex-none place-items-center disabled:opacity-50"
    >
      <X className="size-5" />
    </button>
  );
}
