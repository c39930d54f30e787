/**
 * Opens the dossier of a screen and closes it when the screen goes. Null while it is being opened. Where another device
 * carries it over to a newer form meanwhile, this one is not filled in any further.
 */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Hex } from "../sync/packing";
import { openSession, type Session, type Unopened } from "./session";

export function useSession(document: Hex): Session | Unopened | null {
  const opened = useSignal<Session | Unopened | null>(null);
  useEffect(() => {
    let gone = false;
    const close = (session: Session | Unopened) => {
      if (typeof session !== "string") void session.close();
    };
    void openSession(document).then((session) => {
      if (gone) close(session);
      else opened.value = session;
    });
    return () => {
      gone = true;
      if (opened.value !== null) close(opened.value);
      opened.value = null;
    };
  }, [document, opened]);
  const now = opened.value;
  if (now === null || typeof now === "string") return now;
  return now.dossier.value.card.form === now.form.id ? now : "new-form";
}
