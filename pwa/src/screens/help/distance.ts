/** Which units are nearest to a place, as the crow flies: pure. */

export interface Place {
  readonly lat: number;
  readonly lon: number;
}

const earthRadiusKm = 6371;

export function distanceKm(a: Place, b: Place): number {
  const rise = Math.sin(radians(b.lat - a.lat) / 2) ** 2;
  const run = Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(rise + run)));
}

export interface Near<T> {
  readonly unit: T;
  readonly km: number;
}

/** Nearer than this one can be gone to; from an island the mainland is not. */
export const REACH_KM = 100;

/** At most so many within reach; where none is, the one that is nearest all the same. */
export function nearest<T extends Place>(
  units: readonly T[],
  from: Place,
  count: number,
): readonly Near<T>[] {
  const sorted = units.map((unit) => ({ unit, km: distanceKm(from, unit) })).toSorted((a, b) => a.km - b.km);
  return sorted.slice(0, count).filter(({ km }, place) => place === 0 || km <= REACH_KM);
}

/** `0,8`, `12`: a finer figure would claim more than the middle of a ward can tell. */
export function kilometres(km: number, language: "vi" | "en"): string {
  const digits = km < 10 ? 1 : 0;
  return km.toLocaleString(language === "vi" ? "vi-VN" : "en-GB", {
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  });
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
