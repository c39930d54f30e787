/** One dossier and its form for as long as a screen shows it. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { loadForm } from "../../forms/catalogue";
import type { Form } from "../../forms/dialect";
import { catalogue } from "../../store/catalogue";
import { type DossierHandle, type DossierView, openDossier } from "../../store/dossiers";

export interface OpenedDossier {
  readonly view: ReadonlySignal<DossierView>;
  /** Null where this release does not know the form, or has not fetched it yet and there is no network. */
  readonly form: Form | null;
}

/** Null while it is read; "missing" where there is no such dossier on this device. */
export function useDossier(document: string): OpenedDossier | "missing" | null {
  const opened = useSignal<OpenedDossier | "missing" | null>(null);
  useEffect(() => {
    let handle: DossierHandle | null = null;
    let left = false;
    let stopListening = () => {};
    opened.value = null;
    void (async () => {
      handle = await openDossier(document);
      if (left) return handle.close();
      const { view } = handle;
      const draw = async () => {
        const form = await loadForm(view.value.card.form).catch(() => null);
        if (!left) opened.value = { view, form };
      };
      await draw();
      stopListening = catalogue.subscribe(() => {
        const now = opened.peek();
        // The hub's catalogue may bring a form that was not known.
        if (now !== null && now !== "missing" && now.form === null) void draw();
      });
      if (left) stopListening();
    })().catch(() => {
      if (!left) opened.value = "missing";
    });
    return () => {
      left = true;
      stopListening();
      handle?.close();
    };
  }, [document, opened]);
  return opened.value;
}
