/** What a start has opened so far: closed in the reverse order where a later part refuses. */
export class Opened {
  readonly #onProblem: (message: string) => void;
  readonly #closings: { readonly name: string; readonly close: () => Promise<void> | void }[] = [];

  /** @param onProblem told of what could not be closed */
  constructor(onProblem: (message: string) => void) {
    this.#onProblem = onProblem;
  }

  /** Remembers how a part is closed, and hands it on. */
  keep<Part extends { close(): Promise<void> | void }>(name: string, part: Part): Part {
    this.#closings.push({ name, close: () => part.close() });
    return part;
  }

  /** Closes everything, the last first. One that fails keeps none of the others open; why the start failed is thrown elsewhere. */
  async close(): Promise<void> {
    for (const { name, close } of this.#closings.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        this.#onProblem(`${name} could not be closed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
