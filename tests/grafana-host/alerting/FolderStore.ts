import { ApiProblem } from './ApiProblem.ts';

/** A folder as Grafana's API tells it. */
export interface HostFolder {
  readonly id: number;
  readonly uid: string;
  readonly title: string;
}

const UID = /^[a-zA-Z0-9_-]{1,40}$/;

/** Folders of the one organisation, all of the uppermost level. */
export class FolderStore {
  readonly #folders = new Map<string, HostFolder>();

  list(): readonly HostFolder[] {
    return [...this.#folders.values()];
  }

  /** @throws ApiProblem where there is none */
  get(uid: string): HostFolder {
    const folder = this.#folders.get(uid);
    if (!folder) throw new ApiProblem(404, { message: 'folder not found', status: 'not-found' });
    return folder;
  }

  has(uid: string): boolean {
    return this.#folders.has(uid);
  }

  /** @throws ApiProblem where it is refused; a uid that is taken is answered as Grafana does it */
  create(body: unknown): HostFolder {
    const { uid = `f${this.#folders.size + 1}`, title = '' } = (body ?? {}) as { uid?: string; title?: string };
    if (title === '') throw new ApiProblem(400, { message: 'folder title cannot be empty' });
    if (!UID.test(uid)) throw new ApiProblem(400, { message: 'uid contains illegal characters' });
    if (this.#folders.has(uid)) {
      throw new ApiProblem(412, { message: 'the folder has been changed by someone else', status: 'version-mismatch' });
    }
    const folder = { id: this.#folders.size + 1, uid, title };
    this.#folders.set(uid, folder);
    return folder;
  }
}
