/** Signing in by a code, or at another's door: what was typed, what of it is to be mended, and what came of it. */

import { type Signal, useSignal } from "@preact/signals";
import { enrol } from "../../net/enrol";
import { askMe } from "../../net/me";
import { type Begun, beginEnrolment } from "../../net/oidc";
import { identity } from "../../store/identity";
import { announce } from "../../ui/announce";
import { enrolWords } from "../../words/enrol";
import { linkCode } from "./code";
import { deviceKind } from "./deviceKind";
import { type EnrolFault, faultsOf } from "./faults";

export interface Enrolling {
  /** What the person calls this device. */
  readonly label: Signal<string>;
  readonly busy: Signal<boolean>;
  /** A kind of failure or the code of a problem; null while all is well. */
  readonly problem: Signal<string | null>;
  readonly done: Signal<boolean>;
  readonly attempt: number;
  /** What is to be mended before it can be sent; nothing before the first attempt. */
  readonly faults: readonly EnrolFault[];
  readonly submit: () => Promise<void>;
  /** Null where something is to be mended first: the device has a name there too. */
  readonly beginAtDoor: (provider: string) => Promise<Begun> | null;
  /** They are signed in; the code is not needed any more. */
  readonly finish: () => void;
}

export function useEnrolling(): Enrolling {
  const words = enrolWords.value;
  const attempt = useSignal(0);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const done = useSignal(false);
  // At another's door no code is asked for.
  const atDoor = useSignal(false);
  const label = useSignal(identity.value.account?.label ?? words.deviceKinds[deviceKind(navigator)]);
  const all = faultsOf(linkCode.value, label.value, words);
  const asked = atDoor.value ? all.filter(ofLabel) : all;

  function finish() {
    done.value = true;
    linkCode.value = "";
  }

  async function submit() {
    attempt.value += 1;
    atDoor.value = false;
    problem.value = null;
    if (all.length > 0 || busy.value) return;
    busy.value = true;
    announce(words.going);
    const result = await enrol(linkCode.value.trim(), label.value.trim());
    if (result.ok) {
      // Which pages are this person's; where it fails, it is known beside the next exchange.
      await askMe();
      finish();
    } else {
      busy.value = false;
      problem.value = result.code;
    }
  }

  function beginAtDoor(provider: string) {
    problem.value = null;
    attempt.value += 1;
    atDoor.value = true;
    return all.some(ofLabel) ? null : beginEnrolment(provider, label.value.trim());
  }

  // Once it is done the code is gone, and its box is not one to mend.
  const faults = attempt.value === 0 || done.value ? [] : asked;
  return { label, busy, problem, done, attempt: attempt.value, faults, submit, beginAtDoor, finish };
}

function ofLabel({ id }: EnrolFault): boolean {
  return id === "label";
}
