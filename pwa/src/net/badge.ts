/** The helper's badge, asked of the hub; and the key of a hub that this device does not know yet. */

import { keepBadge } from "../store/badge";
import { fromHex } from "../sync/packing";
import type { Badge } from "../wire.gen";
import { json } from "./decode";
import { fromBase64 } from "./httpSignature";
import { ask, JSON_TYPE } from "./hub";
import { record, text } from "./shape";
import { askInJson } from "./signedJson";
import { PATIENCE_MS } from "./signedTo";

const RECORD_CHARS_MAX = 8_192;
const HEX = /^(?:[0-9a-f]{2})+$/;

const decodeBadge = json(record<Badge>({ record: text(RECORD_CHARS_MAX) }));
/** Only what is used of it here. */
const decodeHub = json(record<{ readonly public: string }>({ public: text(512) }));

/** Keeps the badge as of now; null where that went well, else why not. */
export async function renewBadge(): Promise<string | null> {
  const replied = await askInJson("POST", "/api/badge", "?", decodeBadge);
  if (!replied.ok) return replied.code;
  const { record: signed } = replied.answer;
  if (!HEX.test(signed)) return "not-the-hub";
  await keepBadge(fromHex(signed));
  return null;
}

/** Of the hub at this address; unsigned, so only as good as the connection. Null where it cannot be reached. */
export async function hubKey(): Promise<Uint8Array | null> {
  const request = {
    method: "GET",
    path: "/api/hub",
    query: "?",
    type: JSON_TYPE,
    body: new Uint8Array(),
  } as const;
  const asked = await ask(request, {}, AbortSignal.timeout(PATIENCE_MS));
  if (!asked.ok) return null;
  const hub = decodeHub(asked.answer.body);
  return hub === null ? null : fromBase64(hub.public);
}
