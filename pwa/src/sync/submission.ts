/** Submission: what a person handed in is a change's context, named by its digest (SPEC B1–B7). */

import { canonical, isList, json } from "./canonical";
import type { Document } from "./document";
import { isLeftOut, type LeftOut } from "./exclusions";
import type { Hex, Value, ValueMap } from "./packing";

/** A submission as it is found here. */
export interface Judged {
  /** What the author claims to have reviewed. */
  readonly digest: Hex;
  readonly form: string;
  /** The state at the same changes under the author's exclusions: its digest has to be the one claimed. */
  readonly theirs: string;
  /** And under our own: the text to keep and to sign for. */
  readonly ours: string;
  /** The fields in conflict inside the submission, under our own. */
  readonly conflicts: readonly string[];
}

/** The body of the record; `digest` is that of the state on the present heads. */
export function body(document: Document, form: string, digest: Hex): ValueMap {
  return { digest, form, exclusions: document.shown().exclusions };
}

/** What an applied change submits; null where it is no submission, or one whose body has another form. */
export function judge(document: Document, id: Hex): Judged | null {
  const change = document.applied(id);
  const operation = change?.operations[0];
  if (change?.operations.length !== 1 || operation?.[0] !== "record") return null;
  if (operation[1] !== "submitted" && operation[1] !== "supplemented") return null;
  const { digest, form, exclusions, ...rest } = operation[2];
  if (typeof digest !== "string" || typeof form !== "string" || Object.keys(rest).length > 0) return null;
  const leftOut = leftOutOf(exclusions);
  const shown = document.shown(change.parents, (other) => leftOut.get(other) ?? []);
  // Of one form: whatever else was listed is not what that state leaves out.
  if (exclusions === undefined || json(shown.exclusions) !== json(exclusions)) return null;
  return {
    digest,
    form,
    theirs: canonical(document.id, shown),
    ours: document.state(change.parents),
    conflicts: document.conflicts(change.parents),
  };
}

/** Who claims to have begun the document, left out or not. The owner is the one whose device and nonce give its id. */
export function claims(document: Document): readonly { readonly device: Hex; readonly nonce: Hex }[] {
  return document.order().flatMap((id) => {
    const { device = "", operations = [] } = document.applied(id) ?? {};
    return operations.flatMap((operation) => {
      if (operation[0] !== "record" || operation[1] !== "created") return [];
      const { nonce } = operation[2];
      return typeof nonce === "string" && /^[0-9a-f]{32}$/.test(nonce) ? [{ device, nonce }] : [];
    });
  });
}

function leftOutOf(exclusions: Value | undefined): ReadonlyMap<Value | undefined, LeftOut> {
  const pairs = (isList(exclusions) ? exclusions : []).map((excluded) => (isList(excluded) ? excluded : []));
  return new Map(pairs.map(([id, operations]) => [id, isLeftOut(operations) ? operations : []]));
}
