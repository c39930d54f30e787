/** Which dossier's answers are being checked: a page that was opened from there to change one answer leads back there. */

import { signal } from "@preact/signals";
import type { Hex } from "../sync/packing";

export const checking = signal<Hex | null>(null);
