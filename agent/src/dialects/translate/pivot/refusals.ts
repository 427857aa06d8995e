/** Collects why a request cannot be carried, so that a conversion can go on without exceptions. The first reason counts. */
export class Refusals {
  #first: string | null = null;

  /** One sentence for people that names the field; no prompt text. */
  add(reason: string): void {
    this.#first ??= reason;
  }

  get first(): string | null {
    return this.#first;
  }
}
