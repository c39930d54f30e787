/** What an officer's page asks of the hub: signed by the officer's device, JSON both ways, nothing kept on the device. */

import type { Hex } from "../sync/packing";
import type {
  ConfirmConsent,
  DeskConsent,
  DeskDossier,
  DeskList,
  Look,
  OutcomeJson,
  Receive,
  UnitFacts,
  WriteFact,
} from "../wire.gen";
import {
  decodeDeskConsent,
  decodeDeskDossier,
  decodeDeskList,
  decodeOutcome,
  decodeUnitFacts,
} from "./deskReplies";
import { askInSession } from "./signedIn";
import type { Answered } from "./signedJson";

const PATH = "/api/desk/dossiers";
const UNIT = "/api/desk/unit";

/** Newest first, at most 50; `before` of a reply, given here, leads to the next older ones. */
export function deskList(before: number | null = null): Promise<Answered<DeskList>> {
  return askInSession("GET", PATH, before === null ? "?" : `?before=${before}`, decodeDeskList);
}

export function deskDossier(document: Hex): Promise<Answered<DeskDossier>> {
  return askInSession("GET", `${PATH}/${document}`, "?", decodeDeskDossier);
}

/** The same of a dossier that is not on the officer's own table: its owner will read the reason. */
export function deskLook(document: Hex, reason: string): Promise<Answered<DeskDossier>> {
  const body: Look = { reason };
  return askInSession("POST", `${PATH}/${document}/look`, "?", decodeDeskDossier, body);
}

/** "Đã nhận", against the version of the outcome that the officer has read: "moved-on" where there is a newer one. */
export function receive(document: Hex, version: number): Promise<Answered<OutcomeJson>> {
  const body: Receive = { version };
  return askInSession("POST", `${PATH}/${document}/receive`, "?", decodeOutcome, body);
}

/** "I saw this person and their card", against the version that the officer has read. */
export function confirmConsent(document: Hex, version: number): Promise<Answered<DeskConsent>> {
  const body: ConfirmConsent = { version };
  return askInSession("POST", `${PATH}/${document}/consent`, "?", decodeDeskConsent, body);
}

/** What the officer's own unit says of itself. */
export function unitFacts(): Promise<Answered<UnitFacts>> {
  return askInSession("GET", UNIT, "?", decodeUnitFacts);
}

/** A new fact, or the next version of one: "moved-on" where another than the one that was read is the newest. */
export function writeFact(fact: Hex, written: WriteFact): Promise<Answered<UnitFacts>> {
  return askInSession("POST", `${UNIT}/facts/${fact}`, "?", decodeUnitFacts, written);
}
