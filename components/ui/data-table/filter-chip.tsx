import { X } from 'lucide-react';

/** A filter that is set, with the way to take it off. */
export function FilterChip({
  name,
  value,
  onRemove,
}: {
  readonly name: string;
  readonly value: string;
  readonly onRemove: () => void;
}) {
  return (
    <span className="inline-flex h-[26px] items-center gap-1.5 rounded-[13px] bg-selected pr-1 pl-2.5 text-meta">
      <span>
        {name}: <b>{value}</b>
      </span>
      <button
        type="button"
        onClick={onRemove}
        aria-label={`Remove filter ${name}`}
        className="grid size-6 place-items-center rounded-full"
      >
        <X className="size-3.5" />
      </button>
    </span>
  );
}
