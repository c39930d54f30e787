/** How the conversation with the hub stands: what is known of it at any moment, and before the first word. */

export interface Standing {
  readonly running: boolean;
  /** When the hub last answered, by this device's clock. */
  readonly lastOkMs: number | null;
  /** Attempts without an answer since then. */
  readonly failures: number;
  /** When the next attempt is made by itself; null where something must happen first. */
  readonly nextTryMs: number | null;
  /** Not before this, unless a person insists: the hub asked for it. */
  readonly notBeforeMs: number;
  /** A kind of failure or the code of a problem; null while all is well. */
  readonly problem: string | null;
  /** The hub's clock minus this device's. */
  readonly clockOffsetMs: number;
  /** The hub has withdrawn this device's key; it says so in every answer. */
  readonly isRevoked: boolean;
}

export const AT_REST: Standing = {
  running: false,
  lastOkMs: null,
  failures: 0,
  nextTryMs: null,
  notBeforeMs: 0,
  problem: null,
  clockOffsetMs: 0,
  isRevoked: false,
};
