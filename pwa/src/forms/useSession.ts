/**
 * Opens the dossier of a screen and closes it when the screen goes. Null while it is being opened. Where another device
 * carries it over to a newer form meanwhile, this one is not filled in any further.
 */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { catalogue } from "../store/catalogue";
import type { Hex } from "../sync/packing";
import { isShut, openSession, type Part, type Session, type Unopened } from "./session";

export function useSession(document: Hex, part: Part = "whole"): Session | Unopened | null {
  const opened = useSignal<Session | Unopened | null>(null);
  useEffect(() => {
    let gone = false;
    const close = (session: Session | Unopened) => {
      if (typeof session !== "string") void session.close();
    };
    const open = () =>
      openSession(document, part).then((session) => {
        const isOpen = opened.peek() !== null && typeof opened.peek() !== "string";
        if (gone || isOpen) close(session);
        else opened.value = session;
      });
    void open();
    const stopListening = catalogue.subscribe(() => {
      // The hub's catalogue may bring a form that was not known.
      if (opened.peek() === "no-form") void open();
    });
    return () => {
      gone = true;
      stopListening();
      if (opened.value !== null) close(opened.value);
      opened.value = null;
    };
  }, [document, part, opened]);
  const now = opened.value;
  if (now === null || typeof now === "string") return now;
  // The hub may take it in, or the citizen end their consent, while somebody fills in.
  if (isShut(now.dossier.value, now.nowMs(), part)) return "closed";
  return now.dossier.value.card.form === now.form.id ? now : "new-form";
}
