// biome-ignore-all format: written by schemas/export.py
// Written by schemas/export.py from schemas/wire. Do not edit: change the struct and run it again.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type FactKind =
  | "police-telephone"
  | "permit-exempt-area";

export type ProblemCode =
  | "bad-request"
  | "bad-signature"
  | "body-too-large"
  | "busy"
  | "code-refused"
  | "internal"
  | "list-full"
  | "moved-on"
  | "not-found"
  | "not-permitted"
  | "revoked-device"
  | "stale-nonce"
  | "storage-full"
  | "too-many-requests"
  | "too-many-tries"
  | "unknown-device"
  | "unsupported-encoding"
  | "unsupported-type"
  | "weak-key";

/** One thing to mend: where, which rule, and the numbers its sentence needs. */
export type FormError = readonly [
  pointer: string,
  keyword: string,
  parameters: { readonly [key: string]: boolean | number | string | null },
];

/** The authority's answer to one command that came as a change. */
export interface Answer {
  readonly change: Uint8Array;
  readonly command: "submitted" | "supplemented";
  readonly answer: "accepted" | "declined";
  readonly code: string;
  readonly errors: readonly FormError[];
  readonly time: number;
  readonly receipt: Uint8Array | null;
}

/** The authority's answer to one command that came as a change. */
export interface AnswerJson {
  readonly change: string;
  readonly command: "submitted" | "supplemented";
  readonly answer: "accepted" | "declined";
  readonly code: string;
  readonly errors: readonly FormError[];
  readonly time: number;
  readonly receipt: string | null;
}

/** The present standing of one dossier. A greater version replaces a smaller one. */
export interface Outcome {
  readonly document: Uint8Array;
  readonly version: number;
  readonly state: "draft" | "submitted" | "declined" | "received";
  readonly holder: string;
  readonly holder_name: string;
  readonly since: number;
  readonly due: number | null;
  readonly answers: readonly Answer[];
}

/** The present standing of one dossier. A greater version replaces a smaller one. */
export interface OutcomeJson {
  readonly document: string;
  readonly version: number;
  readonly state: "draft" | "submitted" | "declined" | "received";
  readonly holder: string;
  readonly holder_name: string;
  readonly since: number;
  readonly due: number | null;
  readonly answers: readonly AnswerJson[];
}

/** The heads of one document, offered to a node that came back as a new incarnation. */
export type Heads = readonly [
  document: Uint8Array,
  heads: readonly Uint8Array[],
];

/** What a device sends: its place in the node's order, and what the node may not hold yet. */
export interface SyncRequest {
  readonly cursor: Uint8Array;
  readonly changes: readonly Uint8Array[];
  readonly exclusions: readonly Uint8Array[];
  readonly heads: readonly Heads[];
  readonly limit: number;
}

/** What the node now makes of one change. `id` is null where the envelope has none. */
export type Verdict = readonly [
  id: Uint8Array | null,
  verdict: "accepted" | "waiting" | "quarantined" | "refused",
  code: string,
  missing: readonly Uint8Array[],
];

/** What the node answers. Only a decoded one is an answer; a captive portal's page is not. */
export interface SyncResponse {
  readonly verdicts: readonly Verdict[];
  readonly devices: readonly Uint8Array[];
  readonly changes: readonly Uint8Array[];
  readonly exclusions: readonly Uint8Array[];
  readonly outcomes: readonly Outcome[];
  readonly wanted: readonly Uint8Array[];
  readonly cursor: Uint8Array;
  readonly more: boolean;
  readonly time: number;
  readonly nonce: Uint8Array;
}

/** `GET /api/hub`: JSON, who this node is; unsigned, so only for greeting. Binaries are base64. */
export interface Hub {
  readonly node: string;
  readonly name: string;
  readonly public: string;
  readonly time: number;
  readonly nonce: string;
}

/** `POST /api/devices/challenge`: a nonce that the next enrolment must sign. */
export interface Challenge {
  readonly nonce: Uint8Array;
}

/** `POST /api/devices`. The signature is over "haidang/enrol/1\0" and packed [nonce, public, code]. */
export interface EnrolmentRequest {
  readonly code: string;
  readonly public: Uint8Array;
  readonly nonce: Uint8Array;
  readonly signature: Uint8Array;
  readonly label: string;
}

/** Who the device now writes for, and the key of the hub it may believe. */
export interface Enrolled {
  readonly device: Uint8Array;
  readonly account: Uint8Array;
  readonly person: string;
  readonly role: "citizen" | "officer";
  readonly unit: string;
  readonly unit_name: string;
  readonly hub: Uint8Array;
  readonly enrolment: Uint8Array;
  readonly time: number;
  readonly nonce: Uint8Array;
}

/** The payload of a hub-signed enrolment, signed over "haidang/device/1\0" and its packed bytes. */
export type DeviceRecord = readonly [
  version: number,
  device: Uint8Array,
  public_: Uint8Array,
  account: Uint8Array,
  person: string,
  label: string,
  enrolled: number,
];

/** One line of the officer's list, newest first. */
export interface DeskCard {
  readonly document: string;
  readonly number: string;
  readonly form: string;
  readonly person: string;
  readonly state: "submitted" | "received";
  readonly submitted: number;
  readonly conflicts: number;
}

/** `GET /api/desk/dossiers?before=<submitted ms>`: at most 50; `before` is null at the end. */
export interface DeskList {
  readonly dossiers: readonly DeskCard[];
  readonly before: number | null;
}

/** One value that stands at a path, and who wrote it when. */
export interface DeskEntry {
  readonly change: string;
  readonly value: Json;
  readonly time: number;
  readonly person: string;
  readonly device: string;
}

/** A path and every value that stands there; more than one different value is a conflict. */
export interface DeskField {
  readonly path: string;
  readonly entries: readonly DeskEntry[];
  readonly conflict: boolean;
  readonly late: boolean;
}

/** The visible rows of one repeating group, in their order. */
export interface DeskRows {
  readonly path: string;
  readonly rows: readonly string[];
}

/** One change in the dossier's history. */
export interface DeskEvent {
  readonly change: string;
  readonly time: number;
  readonly received: number;
  readonly person: string;
  readonly device: string;
  readonly paths: readonly string[];
  readonly records: readonly string[];
  readonly late: boolean;
}

/** `GET /api/desk/dossiers/{document}`: the submitted state as the hub folded it, and what came later. */
export interface DeskDossier {
  readonly document: string;
  readonly number: string;
  readonly form: string;
  readonly person: string;
  readonly outcome: OutcomeJson;
  readonly submitted: readonly DeskField[];
  readonly current: readonly DeskField[];
  readonly rows: readonly DeskRows[];
  readonly history: readonly DeskEvent[];
}

/** `POST /api/desk/dossiers/{document}/receive`: "đã nhận", against the version the officer saw. */
export interface Receive {
  readonly version: number;
}

/** The newest version of one fact, and who wrote it when. */
export interface UnitFact {
  readonly fact: string;
  readonly version: number;
  readonly kind: FactKind;
  readonly text: string;
  readonly begins: string;
  readonly ends: string | null;
  readonly person: string;
  readonly written: number;
}

/** `GET /api/desk/unit`: what the officer's own unit says, ended or not, by kind, first day and text. */
export interface UnitFacts {
  readonly unit: string;
  readonly unit_name: string;
  readonly facts: readonly UnitFact[];
}

/** `POST /api/desk/unit/facts/{fact}`, answered by `UnitFacts`; sent twice it is written once. */
export interface WriteFact {
  readonly version: number;
  readonly kind: FactKind;
  readonly text: string;
  readonly begins: string;
  readonly ends: string | null;
}

/** `application/problem+json`. `nonce` is the one to try again with, for "stale-nonce". */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly request_id: string;
  readonly nonce: string | null;
}
