/** One dossier and its form for as long as a screen shows it. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { loadForm } from "../../forms/catalogue";
import type { Form } from "../../forms/dialect";
import { catalogue } from "../../store/catalogue";
import { type DossierHandle, type DossierView, openDossier } from "../../store/dossiers";
import { StoreError } from "../../store/errors";

export interface OpenedDossier {
  readonly view: ReadonlySignal<DossierView>;
  /** Null where this release does not know the form, or has not fetched it yet and there is no network. */
  readonly form: Form | null;
}

/** Why there is nothing to show: no such dossier on this device, or the device does not let us read it now. */
export type NotShown = "missing" | "unreadable";

/** Null while it is read. */
export function useDossier(document: string): OpenedDossier | NotShown | null {
  const opened = useSignal<OpenedDossier | NotShown | null>(null);
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
        if (now !== null && typeof now !== "string" && now.form === null) void draw();
      });
      if (left) stopListening();
    })().catch((reason: unknown) => {
      const isMissing = reason instanceof StoreError && reason.code === "missing";
      if (!left) opened.value = isMissing ? "missing" : "unreadable";
    });
    return () => {
      left = true;
      stopListening();
      handle?.close();
    };
  }, [document, opened]);
  return opened.value;
}
