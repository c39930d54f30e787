/** Begins a dossier and goes to its first question; says when it could not be kept. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { versionNow } from "../../forms/published";
import { createDossier } from "../../store/dossiers";
import { announce } from "../../ui/announce";
import { navigate } from "../../ui/router";
import { catalogueWords } from "../../words/catalogue";
import { today } from "../parts/today";

export interface Starting {
  readonly busy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<boolean>;
  start(form: string): Promise<void>;
}

export function useStarting(): Starting {
  const busy = useSignal(false);
  const failed = useSignal(false);

  async function start(form: string) {
    if (busy.value) return;
    busy.value = true;
    failed.value = false;
    announce(catalogueWords.value.starting);
    try {
      await navigate(`/ho-so/${await createDossier(versionNow(form, today.value))}/dien`);
    } catch {
      failed.value = true;
    } finally {
      busy.value = false;
    }
  }

  return { busy, failed, start };
}
