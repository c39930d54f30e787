/** Asks the hub who this device's person is to it: after each sign-in, and at most once an hour beside an exchange. */

import { StoreError } from "../store/errors";
import { keepMe, me } from "../store/me";
import type { Me } from "../wire.gen";
import { type HubAnswer, JSON_TYPE } from "./hub";
import { decodeMe } from "./meReplies";
import { NOTHING, signedTo } from "./signedTo";

/** `code`: a kind of failure, or the code of the hub's problem. */
export type AskedMe = { readonly ok: true; readonly me: Me } | { readonly ok: false; readonly code: string };

const HOUR_MS = 3_600_000;

export async function askMe(): Promise<AskedMe> {
  const asked = await signedTo("GET", "/api/me", JSON_TYPE, NOTHING);
  return asked.ok ? takeMe(asked.answer) : asked;
}

/** The same from another answer of the hub's that says it. */
export async function takeMe(answer: HubAnswer): Promise<AskedMe> {
  const said = decodeMe(answer.body);
  if (said === null) return { ok: false, code: "not-the-hub" };
  try {
    await keepMe(said, answer.answeredMs);
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, code: "storage" };
    throw error;
  }
  return { ok: true, me: said };
}

/** Where the last word is an hour old, or from a future that a clock has come back from. */
export async function askMeIfDue(nowMs: number): Promise<void> {
  const age = nowMs - (me.peek()?.saidMs ?? Number.NEGATIVE_INFINITY);
  if (age < 0 || age >= HOUR_MS) await askMe();
}
