/**
 * Dossiers that this device's person fills in for somebody else, as their consent says: whose, until when, how it stands.
 * Pure. A person at a helping table sees what was answered only while the consent is open; then nothing of it is drawn,
 * though what is unsent stays where it is and goes its way.
 */

import { type Consent, consentOf, isAssisted, type Mode, type NoticesTo } from "../sync/consent";
import type { Document } from "../sync/document";
import { type Hex, toHex } from "../sync/packing";
import type { ConfirmedBy, ConsentStanding } from "../wire.gen";
import type { Material } from "./material";
import { supplementOf } from "./supplement";

export interface Assisted {
  /** The citizen, as written in the consent; empty where it cannot be read. */
  readonly name: string;
  /** Code of the procedure; empty likewise. */
  readonly procedure: string;
  readonly mode: Mode | null;
  readonly notices: NoticesTo | null;
  /** Version and language of the text that was read. */
  readonly text: number;
  readonly language: "vi" | "en";
  readonly standing: ConsentStanding;
  /** What shows that the citizen agreed, beside the helper's word; null while nothing does. */
  readonly confirmed: ConfirmedBy | null;
  /** From this moment on nothing is open, whatever `standing` says; Unix ms. */
  readonly expires: number;
  /** Paths that a supplement asks for and that were not handed in yet. */
  readonly reopened: readonly string[];
}

/** Null for a dossier that is the person's own, or that another helper begins for them. */
export function assistedOf(material: Material): Assisted | null {
  const hub = material.outcome?.consent ?? null;
  const begun = beginning(material.document);
  const change = begun === null ? undefined : material.document.applied(begun);
  // A device that the helper took up later hears how it stands, and has nothing of the dossier itself.
  const helps = change === undefined ? isNamed(material) : isOwnDevice(material, change.device);
  if (!helps) return null;
  const consent = change === undefined ? null : consentOf(change);
  return {
    ...(consent === null ? UNREADABLE : told(consent)),
    standing: hub?.standing ?? (consent === null ? "declined" : standingHere(material)),
    confirmed: hub?.confirmed ?? null,
    expires: hub?.expires ?? consent?.expires ?? 0,
    reopened: supplementOf(material).paths,
  };
}

/** How it stands at a moment: what has run out has ended. */
export function standingAt({ standing, expires }: Assisted, nowMs: number): ConsentStanding {
  return standing === "open" && expires <= nowMs ? "ended" : standing;
}

/** What may be seen and written here: all of one's own; of somebody else's all or nothing, or what a supplement asks for. */
export function openTo(assisted: Assisted | null, nowMs: number): "all" | readonly string[] {
  const standing = assisted === null ? "open" : standingAt(assisted, nowMs);
  if (assisted === null || standing === "open") return "all";
  return standing === "submitted" && assisted.expires > nowMs ? assisted.reopened : [];
}

const UNREADABLE = {
  name: "",
  procedure: "",
  mode: null,
  notices: null,
  text: 0,
  language: "vi",
} as const;

function told({ name, procedure, mode, notices, text, language }: Consent) {
  return { name, procedure, mode, notices: notices.to, text, language };
}

/** The change that begins it for somebody else; the id of the dossier says whose that must be (SPEC B7). */
function beginning(document: Document): Hex | null {
  const isBeginning = (id: Hex) => isAssisted(document.applied(id) ?? { operations: [] });
  return document.order().find(isBeginning) ?? null;
}

/** Whether the hub names this device's person as the helper. */
function isNamed({ outcome, authors, device }: Material): boolean {
  const helper = outcome?.consent?.helper;
  return helper !== undefined && toHex(helper) === authors.get(device)?.account;
}

/** This one, or another that the same person uses. */
function isOwnDevice({ device, authors }: Material, other: Hex): boolean {
  if (other === device) return true;
  const account = authors.get(device)?.account ?? "";
  return account !== "" && authors.get(other)?.account === account;
}

/** What the hub has said so far, where it says nothing of the consent yet. */
function standingHere({ outcome, changes }: Material): ConsentStanding {
  if (outcome?.state === "submitted" || outcome?.state === "received") return "submitted";
  const codes = [...changes.values()].filter(({ own }) => own).map(({ code }) => code);
  if (codes.includes("consent-ended")) return "ended";
  return codes.includes("no-mandate") ? "declined" : "open";
}
