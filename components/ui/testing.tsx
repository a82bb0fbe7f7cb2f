/** Draws a component in jsdom and acts on it as a person would; pages never use it. */
import { SearchParamsContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished } from 'vitest';
import { ToastProvider } from './feedback/toast.tsx';
import { NowProvider } from './time/now.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

// jsdom knows the element and not what it does; here it is open or it is not.
if (!('showModal' in HTMLDialogElement.prototype)) {
  const open = function (this: HTMLDialogElement): void {
    this.open = true;
  };
  Object.assign(HTMLDialogElement.prototype, {
    show: open,
    showModal: open,
    close(this: HTMLDialogElement): void {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    },
  });
}

/** As wide as a desk or as narrow as a phone, for media queries; jsdom has no screen. */
export function setScreen(isWide: boolean): void {
  Object.assign(window, {
    matchMedia: () => Object.assign(new EventTarget(), { matches: isWide }),
  });
}

export interface Mounted {
  readonly container: HTMLElement;
  redraw(element: ReactNode): Promise<void>;
  /** The only element with this role and name, or text. */
  button(name: string): HTMLButtonElement;
  /** The control under a label. */
  field(label: string): HTMLInputElement;
  /** All that can be read, blanks folded. */
  text(): string;
}

export const now = '2026-11-21T15:06:00.000Z';

export async function mount(element: ReactNode, search?: string): Promise<Mounted> {
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  const root = createRoot(container);
  // What ticks in it would outlive the document.
  onTestFinished(() => act(() => root.unmount()));
  const redraw = async (next: ReactNode): Promise<void> => {
    await act(async () =>
      root.render(
        <NuqsTestingAdapter hasMemory {...(search !== undefined && { searchParams: search })}>
          <NowProvider at={now}>
            <SearchParamsContext value={new URLSearchParams(search)}>
              <ToastProvider>{next}</ToastProvider>
            </SearchParamsContext>
          </NowProvider>
        </NuqsTestingAdapter>,
      ),
    );
  };
  await redraw(element);
  const only = <E extends Element>(found: readonly E[], what: string): E => {
    const [first, ...others] = found;
    if (first === undefined || others.length > 0)
      throw new Error(`${found.length} of ${what} in: ${container.innerHTML}`);
    return first;
  };
  return {
    container,
    redraw,
    button: (name) =>
      only(
        [...container.querySelectorAll('button')].filter(
          (button) => (button.getAttribute('aria-label') ?? button.textContent.trim()) === name,
        ),
        `button ${name}`,
      ),
    field: (label) => {
      const { control } = only(
        [...container.querySelectorAll('label')].filter((one) => one.textContent.trim() === label),
        `label ${label}`,
      );
      if (control === null) throw new Error(`${label} labels nothing`);
      // Of text areas and lists too only what all of them have is used.
      return control as HTMLInputElement;
    },
    text: () => container.textContent.replace(/\s+/g, ' ').trim(),
  };
}

export async function click(element: HTMLElement): Promise<void> {
  await act(async () => element.click());
}

/** As if it was typed: React reads the value through the element's own setter. */
export async function type(element: HTMLInputElement, text: string): Promise<void> {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set;
  await act(async () => {
    setter?.call(element, text);
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** One of the options of a list. */
export async function pick(element: HTMLElement, value: string): Promise<void> {
  await act(async () => {
    Object.assign(element, { value });
    element.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

/** jsdom lets nobody choose a file. */
export async function chooseFile(element: HTMLElement, file: File): Promise<void> {
  await act(async () => {
    Object.defineProperty(element, 'files', { value: [file], configurable: true });
    element.dispatchEvent(new Event('change', { bubbles: true }));
  });
}

export async function press(key: string): Promise<void> {
  await act(async () => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  });
}

/** A promise that a test settles when it wants to. */
export function pending<T>() {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void };
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve: (value: T) => act(async () => settle.resolve(value)),
    reject: (error: unknown) => act(async () => settle.reject(error)),
  };
}
