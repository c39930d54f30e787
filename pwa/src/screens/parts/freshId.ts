/** An id that this device chooses: what is sent twice under it is done once. */

import { type Hex, toHex } from "../../sync/packing";

export function freshId(): Hex {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}
