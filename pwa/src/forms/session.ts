/** A dossier that is being filled in: its form, what stands in it, and what was typed and is on its way to the disk. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { holdPage } from "../platform/busy";
import { openTo } from "../store/assisted";
import {
  type DossierHandle,
  type DossierView,
  edit,
  holdRemote,
  openDossier,
  touch,
} from "../store/dossiers";
import { StoreError } from "../store/errors";
import { hubTimeMs } from "../store/exchangeFacts";
import { lookAtKept } from "../store/mine";
import type { Operation } from "../sync/change";
import type { Hex, Value } from "../sync/packing";
import { type Answers, assemble, type View, viewOf } from "./assemble";
import { type Autosave, autosave, type Saving } from "./autosave";
import { loadForm } from "./catalogue";
import { dayOf } from "./days";
import type { Form } from "./dialect";
import { isClosed, isPutOff, toCarry, wayOn } from "./wayOn";

/** Questions that are being answered, of a dossier or of "thông tin của tôi". */
export interface Filling {
  readonly form: Form;
  /** The day in Ho Chi Minh City when it was opened, by the hub's clock where that is known. */
  readonly today: string;
  /** What the form asks, with what stands there and what was typed here laid over it. */
  readonly answers: ReadonlySignal<Answers>;
  readonly saving: ReadonlySignal<Saving>;
  put(path: string, value: Value): void;
  /** As in Autosave. */
  flush(operations?: readonly Operation[]): Promise<boolean>;
}

export interface Session extends Filling {
  readonly document: Hex;
  readonly dossier: ReadonlySignal<DossierView>;
  /** What stands in the dossier, with what was typed here laid over it; asked for or not. */
  readonly view: ReadonlySignal<View>;
  /** The hub's time, as far as it was known here when it was opened; Unix ms. */
  nowMs(): number;
  /** A person is in a field: nothing of others comes in until `left`. */
  entered(): void;
  left(): void;
  /** Once; what is typed is written down first. */
  close(): Promise<void>;
}

/** Why there is nothing to fill in. What could not be read may be read the next time. */
export type Unopened = "no-dossier" | "no-form" | "unreadable" | "new-form" | "closed";

/** What of a dossier is filled in: all of it, or what a supplement asks for. */
export type Part = "whole" | "supplement";

export async function openSession(document: Hex, part: Part = "whole"): Promise<Session | Unopened> {
  const handle = await openDossier(document).catch(unopened);
  if (typeof handle === "string") return handle;
  const aheadMs = (await hubTimeMs().catch(Date.now)) - Date.now();
  const nowMs = () => Date.now() + aheadMs;
  if (isShut(handle.view.peek(), nowMs(), part)) {
    handle.close();
    return "closed";
  }
  // So that an offer to fill in stands there with the question, and nothing moves afterwards.
  await lookAtKept().catch(() => {});
  const today = dayOf(nowMs());
  const form = await loadForm(handle.view.peek().card.form).catch(() => null);
  // A supplement is to the form that was handed in.
  const isToMove = part === "whole" && (await hasMoved(handle.view.peek(), today).catch(() => false));
  if (form !== null && !isToMove) return { ...sessionOf(document, form, handle, today), nowMs };
  handle.close();
  return isToMove ? "new-form" : "no-form";
}

/** Whoever helps fills in only while the citizen's consent is open; a supplement opens for everybody what it names. */
export function isShut({ card, supplement }: DossierView, nowMs: number, part: Part): boolean {
  const open = openTo(card.assisted, nowMs);
  return part === "whole" ? open !== "all" : supplement.paths.length === 0 || open.length === 0;
}

/** A newer version takes its place, or answers of an older one wait; and nobody has said "later" to it. */
async function hasMoved(view: DossierView, today: string): Promise<boolean> {
  const way = await wayOn(view.card.form, today);
  const mayWait = way?.isTaken === true && !isClosed(view);
  if (way === null || (mayWait && isPutOff(view.card.document))) return false;
  return toCarry(way, view) !== null;
}

function unopened(reason: unknown): Unopened {
  return reason instanceof StoreError && reason.code === "missing" ? "no-dossier" : "unreadable";
}

function sessionOf(document: Hex, form: Form, handle: DossierHandle, today: string): Omit<Session, "nowMs"> {
  const saver = autosave((operations) => edit(document, operations, form.id));
  const letGo = holding(saver);
  const view = computed((): View => {
    const { values, rows } = viewOf(handle.view.value.around ?? handle.view.value);
    return { values: new Map([...values, ...saver.pending.value]), rows };
  });
  let release: (() => void) | null = null;
  /** What the field still has to say was typed before anything of others came in: it is written first. */
  const left = async () => {
    const letIn = release;
    release = null;
    await saver.flush();
    letIn?.();
  };
  return {
    document,
    form,
    today,
    dossier: handle.view,
    view,
    answers: computed(() => assemble(form, view.value)),
    saving: saver.saving,
    put(path, value) {
      touch(document);
      saver.put(path, value);
    },
    flush: saver.flush,
    entered() {
      release ??= holdRemote(document);
    },
    left() {
      void left();
    },
    async close() {
      await left();
      letGo();
      handle.close();
    },
  };
}

/** Keeps the page from being reloaded, and what is typed in it from being lost; call what it returns to let go. */
export function holding(saver: Pick<Autosave, "flush">): () => void {
  const releasePage = holdPage(() => saver.flush());
  // The phone may end a page that is out of sight without another word.
  const hidden = () => void saver.flush();
  addEventListener("pagehide", hidden);
  addEventListener("visibilitychange", hidden);
  return () => {
    removeEventListener("pagehide", hidden);
    removeEventListener("visibilitychange", hidden);
    releasePage();
  };
}
