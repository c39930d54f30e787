/** "Thông tin của tôi" while it is open: asked like a dossier, kept while it is typed, and no dossier. */

import { computed } from "@preact/signals";
import { assemble } from "../../forms/assemble";
import { autosave } from "../../forms/autosave";
import { loadMine } from "../../forms/catalogue";
import { dayOf } from "../../forms/days";
import type { Form } from "../../forms/dialect";
import { named, viewOfKept } from "../../forms/mine";
import { type Filling, holding } from "../../forms/session";
import { StoreError } from "../../store/errors";
import { hubTimeMs } from "../../store/exchangeFacts";
import { forget, kept, lookAtKept, remember } from "../../store/mine";
import type { Operation } from "../../sync/change";
import type { Value } from "../../sync/packing";

export interface MineSession extends Filling {
  /** All of it; what is still on its way to the disk goes with it. */
  forget(): Promise<void>;
  /** Once; what is typed is written down first. */
  close(): Promise<void>;
}

export async function openMine(): Promise<MineSession> {
  const [form] = await Promise.all([loadMine(), lookAtKept()]);
  return sessionOf(form, dayOf(await hubTimeMs().catch(Date.now)));
}

function sessionOf(form: Form, today: string): MineSession {
  const names = named(form);
  const saver = autosave((operations) => remember(newsOf(operations, names)));
  const letGo = holding(saver);
  const answers = computed(() => {
    const { values, rows } = viewOfKept(form, kept.value ?? new Map());
    return assemble(form, { values: new Map([...values, ...saver.pending.value]), rows });
  });
  return {
    form,
    today,
    answers,
    saving: saver.saving,
    put: saver.put,
    flush: saver.flush,
    async forget() {
      // What could not be written yet would come back with the next attempt.
      if (!(await saver.flush())) throw new StoreError("unavailable");
      await forget();
    },
    async close() {
      await saver.flush();
      letGo();
    },
  };
}

function newsOf(operations: readonly Operation[], names: ReadonlyMap<string, string>): Map<string, Value> {
  const news = new Map<string, Value>();
  for (const operation of operations) {
    const name = names.get(operation[1]);
    if (operation[0] === "set" && name !== undefined) news.set(name, operation[2]);
  }
  return news;
}
