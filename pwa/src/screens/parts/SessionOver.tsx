/** Asks for the session again, over work that must not be lost and, until then, not be seen. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { LinkButton } from "../../ui/LinkButton";
import { sessionWords } from "../../words/session";
import { OpenSession } from "./OpenSession";

export function SessionOver({ open }: { readonly open: boolean }) {
  const words = sessionWords.value;
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog === null || dialog.open === open) return;
    // The browser gives the focus back to where it was.
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog
      ref={box}
      class="confirm over"
      aria-labelledby="session-over"
      onCancel={(event) => event.preventDefault()}
    >
      {open && (
        <>
          <h2 id="session-over">{words.overTitle}</h2>
          <p>{words.overText}</p>
          <OpenSession />
          <p>
            <LinkButton href="/">{words.leave}</LinkButton>
          </p>
        </>
      )}
    </dialog>
  );
}
