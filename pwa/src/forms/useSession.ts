/** Opens the dossier of a screen and closes it when the screen goes. Null while it is being opened. */

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
  return opened.value;
}
