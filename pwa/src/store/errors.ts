/** What storage on a device may refuse: a closed list of codes, each with a sentence of its own on the screen. */

export type StoreErrorCode =
  /** The device is full. */
  | "quota"
  /** The browser gives no storage here, or none that can keep a key. */
  | "unavailable"
  /** Another tab with an older release keeps the database from being brought up to date. */
  | "blocked"
  /** The connection died and did not come back, or a newer release has taken the database over. */
  | "closed"
  /** What is stored cannot be read back. */
  | "corrupt"
  /** This device had a key and has it no more. */
  | "lost"
  /** The profile belongs to another person. */
  | "not-theirs"
  /** No such dossier on this device. */
  | "missing"
  /** An operation that breaks the rules of a change; a fault of the caller. */
  | "malformed";

export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, cause?: unknown) {
    super(code, { cause });
    this.name = "StoreError";
    this.code = code;
  }
}

const CODES: Readonly<Record<string, StoreErrorCode>> = {
  QuotaExceededError: "quota",
  SecurityError: "unavailable",
  // WebKit sometimes refuses to store a CryptoKey; Gecko and Blink answer UnknownError when the disk fails them.
  DataCloneError: "unavailable",
  UnknownError: "unavailable",
  InvalidStateError: "closed",
  AbortError: "closed",
  VersionError: "closed",
  TimeoutError: "closed",
  NotFoundError: "corrupt",
  DataError: "corrupt",
  OperationError: "corrupt",
};

/** What is damaged alone must not hold up the rest: null instead of it. */
export async function unlessCorrupt<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (reason) {
    if (reason instanceof StoreError && reason.code === "corrupt") return null;
    throw reason;
  }
}

/** The same fault as a StoreError where it is the browser's; anything else is our own and passes untouched. */
export function storeError(reason: unknown): unknown {
  if (!(reason instanceof DOMException)) return reason;
  const code = CODES[reason.name];
  return code === undefined ? reason : new StoreError(code, reason);
}

/** Whether it may go by itself: a browser that has just been killed or is short of air gives no storage for a while. */
export function mayPass(reason: unknown): boolean {
  return reason instanceof StoreError && (reason.code === "unavailable" || reason.code === "closed");
}

/** Whether a dead handle, rather than the request, may be at fault: then it pays to open the database anew. */
export function mayHeal(reason: unknown): boolean {
  return (
    reason instanceof DOMException &&
    (["InvalidStateError", "AbortError", "UnknownError", "TimeoutError"].includes(reason.name) ||
      /connection to indexed database server lost/i.test(reason.message))
  );
}
