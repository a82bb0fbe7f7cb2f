/**
 * What a bench has made on servers that others use, to be removed again whatever happens. Newest
 * first.
 */
export class Cleaning {
  readonly #steps: { readonly what: string; readonly undo: () => Promise<unknown> }[] = [];
  #running: Promise<void> | null = null;

  add(what: string, undo: () => Promise<unknown>): void {
    this.#steps.push({ what, undo });
  }

  /** Once, however often it is called. */
  run(): Promise<void> {
    this.#running ??= this.#undoAll();
    return this.#running;
  }

  async #undoAll(): Promise<void> {
    for (const { what, undo } of this.#steps.toReversed()) {
      try {
        await undo();
      } catch (error) {
        console.error(
          `${what} could not be removed: ${error instanceof Error ? error.name : 'not known why'}`,
        );
      }
    }
  }
}
