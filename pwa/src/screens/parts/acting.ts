/** One thing at a time that is asked of the hub: whether it is under way, and why the last one came to nothing. */

import { type Signal, useSignal } from "@preact/signals";
import type { Answered } from "../../net/signedJson";
import { syncState } from "../../net/syncState";

export interface Acting {
  readonly busy: Signal<boolean>;
  /** A kind of failure or the code of a problem; null while all is well. */
  readonly problem: Signal<string | null>;
  /** The answer; null where there was none, which is then the problem. */
  readonly act: <T>(asking: () => Promise<Answered<T>>) => Promise<T | null>;
}

export function useActing(): Acting {
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const act = async <T>(asking: () => Promise<Answered<T>>): Promise<T | null> => {
    if (busy.value) return null;
    if (!syncState.value.online) {
      problem.value = "offline";
      return null;
    }
    busy.value = true;
    problem.value = null;
    const asked = await asking();
    busy.value = false;
    if (asked.ok) return asked.answer;
    problem.value = asked.code;
    return null;
  };
  return { busy, problem, act };
}
