/** The 168 units of the city, fetched when first needed. Names repeat and sound alike: only the code tells them apart. */

import { loadEntry } from "./entries";

export interface Unit {
  readonly code: string;
  readonly full_name: string;
  readonly type: "phuong" | "xa" | "dac_khu";
  readonly lat: number;
  readonly lon: number;
  /** What it was before July 2025, as people still call it; "" where nothing changed. */
  readonly formerly: string;
}

/** Sorted by code. */
export function loadUnits(): Promise<readonly Unit[]> {
  return loadEntry("units", async () => {
    return (await import("../../../schemas/units/units.json")).default as readonly Unit[];
  });
}
