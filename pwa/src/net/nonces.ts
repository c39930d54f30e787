/** The nonce of the hub's last reply, kept in the store for the next request of any tab or of the worker. */

import { exchange, keepExchange } from "../store/exchangeFacts";
import { sameBytes } from "../sync/packing";
import type { Nonces } from "./hub";

export const kept: Nonces = {
  async read() {
    return (await exchange()).nonce;
  },
  async keep(nonce) {
    // The hub gives the same one for minutes; a strict write for each reply would be waste.
    if (!sameBytes(nonce, await kept.read())) await keepExchange({ nonce });
  },
};
