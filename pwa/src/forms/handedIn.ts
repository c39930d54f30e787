/** Which dossier was just handed in here: its page may offer, once, to keep what it says about the one who filled it in. */

import { signal } from "@preact/signals";
import type { Hex } from "../sync/packing";

export const justHandedIn = signal<Hex | null>(null);
