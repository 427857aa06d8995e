/** A move of this agent's that its group is told. */
export interface OwnMove {
  /** Provider and upstream model, as steps name it. */
  readonly target: string;
  readonly state: 'open' | 'closed';
  /** Milliseconds for which calls are refused; 0 where it is closed. */
  readonly remainingMs: number;
  /** How often it opened in a row: the next cooldown doubles from there. */
  readonly reopens: number;
  /** Counts what this agent tells, so that it knows its own echo. */
  readonly number: number;
}

/** A move as the group knows it. */
export interface GroupMove {
  readonly target: string;
  readonly state: 'open' | 'closed';
  /** Milliseconds left by the group's clock; 0 = its cooldown is over and nobody has closed it, or it is closed. */
  readonly remainingMs: number;
  readonly reopens: number;
  /** The agent that moved it, for people. */
  readonly by: string;
  /** The number of this agent's own move; null = another agent's. */
  readonly own: number | null;
  /** Place in the order that all agents of the group see. */
  readonly order: number;
}

/** What a group knows of its circuits. */
export interface GroupCircuits {
  /** No move that is told later has a lower place. */
  readonly order: number;
  /** The latest move of each target that opened lately, closed ones too. */
  readonly moves: readonly GroupMove[];
}

/** Leave to probe a target, out of the few that a group has. */
export interface ProbeLease {
  /** Whether it holds still: one that nobody uses in time does not. */
  readonly valid: boolean;
  /** A probe begins: it holds until `giveBack`. */
  use(): void;
  /** The probe is over, or there will be none. */
  giveBack(): void;
}

/** Who hears the group. */
export interface GroupListener {
  /** Somebody moved a breaker; this agent hears its own moves too, in the order of all. */
  heard(move: GroupMove): void;
  /** The time to read what may have been missed. @param anew the group was out of reach */
  synchronize(anew: boolean): void;
}

/**
 * How agents of a group share their breakers. Nobody who answers a client waits for it, and nothing of it rejects: null
 * means that the group could not be reached, or did not answer in time; what was asked may have been done all the same.
 */
export interface CircuitExchange {
  /** Whether the group is there, as far as this agent knows. */
  readonly reachable: boolean;
  /** Keeps a move and tells it to everybody; answers its place in the order. */
  publish(move: OwnMove): Promise<number | null>;
  read(): Promise<GroupCircuits | null>;
  /**
   * Asks for one of the `probes` leases of a target, to be used within `holdMs`.
   * @returns `taken` where other agents have them all
   */
  lease(target: string, probes: number, holdMs: number): Promise<ProbeLease | 'taken' | null>;
  /** Begins to tell `listener`. One listens. */
  attach(listener: GroupListener): void;
}
