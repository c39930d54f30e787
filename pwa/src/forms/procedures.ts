/** The procedures of the catalogue, as in schemas/procedures. `verified: false` marks what nobody has checked yet. */

import type { Words } from "./dialect";

export interface Fact {
  readonly text: Words;
  readonly verified: boolean;
}

export interface LegalText {
  readonly text: string;
  readonly effective_from: string | null;
  readonly verified: boolean;
}

export interface Procedure {
  readonly code: string;
  readonly name: Words;
  /** What people call it. */
  readonly plain: Words;
  readonly form: string;
  readonly level: "commune" | "city" | "police" | "port";
  readonly effective_from: string;
  /** The last day; a later record of the same code goes on from there. */
  readonly effective_until?: string;
  readonly receiving: Fact;
  readonly competent: Fact;
  readonly time_limit: Fact;
  readonly fee: Fact & { readonly amount: number | "unknown" };
  readonly legal_basis: readonly LegalText[];
  readonly documents: readonly Fact[];
  readonly result: Fact;
  /** Words that people look for, without marks. */
  readonly synonyms: readonly string[];
}

/** Every record, those that were or will be in force too (inForce.ts). */
export const procedures: readonly Procedure[] = Object.values(
  import.meta.glob<Procedure>("../../../schemas/procedures/*.json", { eager: true, import: "default" }),
);
