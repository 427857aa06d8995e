import type {
  CircuitExchange,
  GroupCircuits,
  GroupListener,
  GroupMove,
  OwnMove,
  ProbeLease,
} from '../circuitExchange.ts';

interface Kept {
  readonly move: GroupMove;
  readonly member: FakeMember;
  /** Group ms. */
  readonly until: number;
}

/** Something that travels between a member and its group. */
interface Parcel {
  arrive(): void;
  lose(): void;
}

interface FakeLease {
  used: boolean;
  /** Group ms until which it is kept unused. */
  readonly until: number;
}

/** A group of agents with a time of its own, in which nothing travels until a test lets it. */
export class FakeGroup {
  /** Group ms. */
  now = 5_000_000;
  readonly members: FakeMember[] = [];
  readonly kept = new Map<string, Kept>();
  readonly #leases = new Map<string, Set<FakeLease>>();
  #order = 1_000;

  join(name: string): FakeMember {
    const member = new FakeMember(this, name);
    this.members.push(member);
    return member;
  }

  /** Lets everything arrive that is on its way, and what that brings about. */
  async settle(): Promise<void> {
    for (let quiet = false; !quiet;) {
      quiet = true;
      for (const member of this.members) if (member.step()) quiet = false;
      await Promise.resolve();
      await Promise.resolve();
    }
  }

  /** Probe leases of a target that somebody has. */
  leases(target: string): number {
    return this.#leasesOf(target).size;
  }

  take(member: FakeMember, own: OwnMove): number {
    const order = ++this.#order;
    const { target, state, remainingMs, reopens, number } = own;
    const move = { target, state, remainingMs, reopens, by: member.name, own: null, order };
    this.kept.set(target, { move: { ...move, own: number }, member, until: this.now + remainingMs });
    for (const each of this.members) each.tell({ ...move, own: each === member ? number : null });
    return order;
  }

  list(member: FakeMember): GroupCircuits {
    const moves = [...this.kept.values()].map((kept) => ({
      ...kept.move,
      own: kept.member === member ? kept.move.own : null,
      remainingMs: Math.max(0, kept.until - this.now),
    }));
    return { order: this.#order, moves };
  }

  /** Another group takes its place, that knows nothing and counts from lower numbers. */
  forget(): void {
    this.kept.clear();
    this.#order = 0;
  }

  lend(target: string, probes: number, holdMs: number): ProbeLease | 'taken' {
    const leases = this.#leasesOf(target);
    if (leases.size >= probes) return 'taken';
    const lease: FakeLease = { used: false, until: this.now + holdMs };
    const holds = (): boolean => this.#leasesOf(target).has(lease);
    leases.add(lease);
    return {
      get valid() {
        return holds();
      },
      use: () => void (lease.used = true),
      giveBack: () => void leases.delete(lease),
    };
  }

  #leasesOf(target: string): Set<FakeLease> {
    const leases = this.#leases.get(target) ?? new Set();
    this.#leases.set(target, leases);
    for (const lease of leases) if (!lease.used && lease.until <= this.now) leases.delete(lease);
    return leases;
  }
}

/** One agent's exchange with a `FakeGroup`. */
export class FakeMember implements CircuitExchange {
  readonly name: string;
  reachable = true;
  /** How often it asked for a lease. */
  asked = 0;
  /** Milliseconds for which it wanted the latest lease. */
  askedFor = 0;
  readonly #group: FakeGroup;
  readonly #toGroup: Parcel[] = [];
  readonly #toMember: Parcel[] = [];
  #listener: GroupListener | null = null;

  constructor(group: FakeGroup, name: string) {
    this.#group = group;
    this.name = name;
  }

  publish(move: OwnMove): Promise<number | null> {
    return this.#ask(() => this.#group.take(this, move));
  }

  read(): Promise<GroupCircuits | null> {
    return this.#ask(() => this.#group.list(this));
  }

  lease(target: string, probes: number, holdMs: number): Promise<ProbeLease | 'taken' | null> {
    this.asked++;
    this.askedFor = holdMs;
    return this.#ask(() => this.#group.lend(target, probes, holdMs));
  }

  attach(listener: GroupListener): void {
    this.#listener = listener;
  }

  tell(move: GroupMove): void {
    if (!this.reachable) return;
    this.#toMember.push({ arrive: () => this.#listener?.heard(move), lose: () => undefined });
  }

  /** Lets the next parcel of either way arrive; false = there is none. */
  step(): boolean {
    const sent = this.send();
    return this.receive() || sent;
  }

  /** Lets the group have the next thing that this member asked. */
  send(): boolean {
    const parcel = this.#toGroup.shift();
    parcel?.arrive();
    return parcel !== undefined;
  }

  /** Lets this member have what the group told: the next thing, or one further back in the queue. */
  receive(at = 0): boolean {
    const [parcel] = this.#toMember.splice(at, 1);
    parcel?.arrive();
    return parcel !== undefined;
  }

  /** The connection breaks, with everything that is on its way. */
  cut(): void {
    this.reachable = false;
    for (const parcel of [...this.#toGroup.splice(0), ...this.#toMember.splice(0)]) parcel.lose();
  }

  /** What is asked is refused, although the connection stands. */
  refuse(): void {
    for (const parcel of this.#toGroup.splice(0)) parcel.lose();
  }

  mend(): void {
    this.reachable = true;
    this.#listener?.synchronize(true);
  }

  #ask<T>(work: () => T): Promise<T | null> {
    if (!this.reachable) return Promise.resolve(null);
    return new Promise((resolve) => {
      const lose = (): void => resolve(null);
      const arrive = (): void => {
        const answer = work();
        this.#toMember.push({ arrive: () => resolve(answer), lose });
      };
      this.#toGroup.push({ arrive, lose });
    });
  }
}
