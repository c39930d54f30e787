/** The form around questions: while a person is in a field nothing of others comes in, and leaving it writes it down. */

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Session } from "./session";

interface Props {
  readonly session: Session;
  /** Enter in a box. Absent on a page where that would come too early. */
  readonly onSubmit?: () => void;
  readonly children: ComponentChildren;
}

export function Writing({ session, onSubmit, children }: Props) {
  useEffect(() => () => session.left(), [session]);
  return (
    <form
      noValidate
      onFocusIn={(event) => {
        if (isField(event.target)) session.entered();
      }}
      onFocusOut={(event) => {
        if (!isField(event.relatedTarget)) session.left();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit?.();
      }}
    >
      {children}
    </form>
  );
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
