/**
 * What the hub asks for before it goes on, and who asks the person for it: a session, or a fresh proof within one.
 *
 * A request that is refused for want of it waits until the person has shown who they are, and is then made once more, so
 * that nothing they were doing is lost. Where nobody could ask them, or they leave, the refusal stands.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { type AskedMe, askMe } from "./me";

export type Wanted = "session" | "proof";

interface Answered {
  readonly ok: boolean;
  readonly code?: string;
}

const current = signal<Wanted | null>(null);
/** What a waiting request needs; null where none waits. */
export const wanted: ReadonlySignal<Wanted | null> = current;

let attending = 0;
let waiting: { readonly promise: Promise<boolean>; readonly settle: (shown: boolean) => void } | null = null;

/** A part of the screen is there that can ask the person; call what it returns when it goes. */
export function attend(): () => void {
  attending += 1;
  return () => {
    attending -= 1;
    if (attending === 0) decide(false);
  };
}

/** The person has shown who they are, or would rather not. */
export function decide(shown: boolean): void {
  current.value = null;
  waiting?.settle(shown);
  waiting = null;
}

/** A request, and the same once more after the person was asked for what it wanted. */
export async function inSession<T extends Answered>(attempt: () => Promise<T>): Promise<T> {
  const first = await attempt();
  const need = first.ok ? null : needOf(first.code);
  if (need === null || attending === 0) return first;
  // The hub knows best how the session stands: what the app believed of it is over.
  if (need === "session") await askMe();
  return (await asking(need)) ? attempt() : first;
}

/** Keeps what came of a sign-in, and lets go on what waited for it. */
export function settled(asked: AskedMe): AskedMe {
  if (asked.ok) decide(true);
  return asked;
}

function asking(need: Wanted): Promise<boolean> {
  if (waiting === null) {
    let settle: (shown: boolean) => void = () => {};
    const promise = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    waiting = { promise, settle };
  }
  // A session brings its proof with it.
  if (current.value !== "session") current.value = need;
  return waiting.promise;
}

function needOf(code: string | undefined): Wanted | null {
  if (code === "session-needed") return "session";
  return code === "proof-needed" ? "proof" : null;
}
