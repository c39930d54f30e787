/** Who looked at a dossier of one's own, as the hub tells it. Bounds as in schemas/wire/looks.py. */

import type { Hex } from "../sync/packing";
import type { LookEntry, Looks } from "../wire.gen";
import { json } from "./decode";
import { listOf, oneOf, orNull, record, text, whole } from "./shape";
import { type Answered, askInJson } from "./signedJson";

const look = record<LookEntry>({
  moment: whole,
  person: text(200),
  unit_name: text(200),
  action: oneOf("read", "look", "receive", "other"),
  ground: oneOf("waiting", "receiving", "received", "competent", "reason", "other"),
  reason: text(200),
});

const decodeLooks = json(record<Looks>({ looks: listOf(look, 50), before: orNull(whole) }));

/** Newest first, at most 50; `before` of a reply, given here, leads to the next older ones. */
export function looksAt(document: Hex, before: number | null = null): Promise<Answered<Looks>> {
  const query = before === null ? "?" : `?before=${before}`;
  return askInJson("GET", `/api/dossiers/${document}/looks`, query, decodeLooks);
}
