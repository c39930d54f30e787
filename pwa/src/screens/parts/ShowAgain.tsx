/** Step-up: what weighs more is confirmed at that very moment. "Thôi" leaves everything as it was. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { beginSession } from "../../net/oidc";
import { openSession, openSessionOfDemo } from "../../net/sessions";
import { decide } from "../../net/signedIn";
import { hasPasskeys } from "../../platform/authenticator";
import { me } from "../../store/me";
import { Button } from "../../ui/Button";
import { oidcWords } from "../../words/oidc";
import { sessionWords } from "../../words/session";
import { Doors } from "./Doors";
import { ShowProblem } from "./ShowProblem";

export function ShowAgain({ open }: { readonly open: boolean }) {
  const words = sessionWords.value;
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog === null || dialog.open === open) return;
    problem.value = null;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  const known = me.value;
  const isDemo = known?.ways.includes("code") === true && !(known.passkeys > 0 && hasPasskeys());
  const prove = async () => {
    busy.value = true;
    problem.value = null;
    const done = await (isDemo ? openSessionOfDemo() : openSession());
    busy.value = false;
    if (!done.ok) problem.value = done.code;
  };
  return (
    <dialog
      ref={box}
      class="confirm"
      aria-labelledby="show-again"
      onCancel={(event) => {
        event.preventDefault();
        decide(false);
      }}
    >
      {open && (
        <>
          <h2 id="show-again">{words.proofTitle}</h2>
          <p>{words.proofText}</p>
          <ShowProblem code={problem.value} />
          {known?.ways.includes("oidc") === true && (
            <Doors title={oidcWords.value.elsewhere} useful={({ staff }) => staff} begin={beginSession} />
          )}
          <div class="buttons">
            <Button onPress={() => decide(false)}>{words.no}</Button>
            <Button weight="primary" busy={busy.value} onPress={() => void prove()}>
              {isDemo ? words.proveDemo : words.prove}
            </Button>
          </div>
        </>
      )}
    </dialog>
  );
}
