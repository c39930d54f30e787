/** Where this device stands in its conversation with the hub: nothing personal, one row. */

import { type Reading, read, write } from "./db";
import type { ExchangeRow } from "./schema";

const NOTHING: ExchangeRow = {
  name: "exchange",
  cursor: new Uint8Array(),
  nonce: new Uint8Array(),
  clockOffsetMs: 0,
  offered: null,
};

export async function exchangeIn(tx: Reading): Promise<ExchangeRow> {
  const row = await tx.get("facts", "exchange");
  return row?.name === "exchange" ? row : NOTHING;
}

export function exchange(): Promise<ExchangeRow> {
  return read(["facts"], exchangeIn);
}

/** The time by the hub's clock, as far as it is known here; Unix ms. */
export async function hubTimeMs(): Promise<number> {
  return Date.now() + (await exchange()).clockOffsetMs;
}

/** Besides what `absorb` keeps of a reply: the nonce for the next request, and the hub's clock against ours. */
export async function keepExchange(
  news: Partial<Pick<ExchangeRow, "nonce" | "clockOffsetMs">>,
): Promise<void> {
  await write(["facts"], async (tx) => tx.put("facts", { ...(await exchangeIn(tx)), ...news }));
}
