/** Order among promises: one after another, or once more at the end. */

/** Work of one key runs in the order in which it was asked for; a failure stays with whoever asked. */
export function inTurns<K>(): <T>(key: K, work: () => Promise<T>) => Promise<T> {
  const last = new Map<K, Promise<unknown>>();
  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
    last.set(key, turn);
    const leave = () => {
      if (last.get(key) === turn) last.delete(key);
    };
    turn.then(leave, leave);
    return turn;
  };
}

/** Asked for while it runs, work runs once more; whoever asked waits for a run that began afterwards. */
export function coalesced<K>(work: (key: K) => Promise<void>): (key: K) => Promise<void> {
  const running = new Map<K, Promise<void>>();
  const waiting = new Map<K, Promise<void>>();
  const start = (key: K): Promise<void> => {
    const run = work(key).finally(() => running.delete(key));
    running.set(key, run);
    return run;
  };
  return (key) => {
    const now = running.get(key);
    if (now === undefined) return start(key);
    const known = waiting.get(key);
    if (known !== undefined) return known;
    const again = () => {
      waiting.delete(key);
      return start(key);
    };
    const next = now.then(again, again);
    waiting.set(key, next);
    return next;
  };
}
