/** The end of a page that hands in: whether all is saved, what failed, and the button; and what happens once it is pressed. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import { Failed } from "../ui/Failed";
import { SaveLine } from "./SaveLine";
import type { Session } from "./session";
import { speechNow } from "./speech";

export interface Handing {
  /** How often it was pressed while something was to be mended. */
  readonly attempt: ReadonlySignal<number>;
  readonly busy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<boolean>;
  start(): void;
}

/** `isSound` is asked once everything typed is saved; `send` hands in and leads on. */
export function useHandingIn(session: Session, isSound: () => boolean, send: () => Promise<void>): Handing {
  const attempt = useSignal(0);
  const busy = useSignal(false);
  const failed = useSignal(false);
  const handIn = async () => {
    failed.value = false;
    if (!(await session.flush())) return;
    if (!isSound()) {
      attempt.value += 1;
      announce(speechNow().fields.toMend);
      return;
    }
    busy.value = true;
    try {
      await send();
    } catch {
      failed.value = true;
    } finally {
      busy.value = false;
    }
  };
  const start = () => {
    if (!busy.value) void handIn();
  };
  return { attempt, busy, failed, start };
}

interface Props {
  readonly session: Session;
  readonly handing: Handing;
  /** What becomes of it. */
  readonly hint: string;
  readonly label: string;
}

export function HandingIn({ session, handing, hint, label }: Props) {
  const words = speechNow().fields;
  const busy = handing.busy.value;
  return (
    <>
      <SaveLine session={session} />
      <Failed sentence={handing.failed.value ? words.submitFailed : null} />
      <p>{hint}</p>
      <Button type="submit" weight="primary" icon="send" busy={busy}>
        {busy ? words.submitting : label}
      </Button>
    </>
  );
}
