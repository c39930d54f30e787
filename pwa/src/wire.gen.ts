// biome-ignore-all format: written by schemas/export.py
// Written by schemas/export.py from schemas/wire. Do not edit: change the struct and run it again.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type ConsentMode =
  | "phone"
  | "passkey"
  | "card"
  | "witness";

export type ConfirmedBy =
  | "phone"
  | "passkey"
  | "officer";

export type ConsentStanding =
  | "open"
  | "submitted"
  | "ended"
  | "cancelled"
  | "declined";

export type CancelReason =
  | "cancel"
  | "broker";

export type NoticesTo =
  | "own"
  | "relative"
  | "helper"
  | "post";

export type Role =
  | "helper"
  | "kiosk"
  | "reception"
  | "processing"
  | "leader"
  | "administrator"
  | "auditor";

export type Method =
  | "passkey"
  | "oidc"
  | "code";

export type LookAction =
  | "read"
  | "look"
  | "receive"
  | "other";

export type LookGround =
  | "waiting"
  | "receiving"
  | "received"
  | "competent"
  | "reason"
  | "other";

export type FactKind =
  | "police-telephone"
  | "permit-exempt-area";

export type MandateRole =
  | "helper"
  | "kiosk"
  | "reception"
  | "processing"
  | "leader"
  | "administrator"
  | "auditor";

export type Standing =
  | "holds"
  | "to-come"
  | "ended"
  | "revoked";

export type Ground =
  | "identity-card"
  | "passport"
  | "other-paper";

export type PlaceKind =
  | "city"
  | "department"
  | "unit"
  | "team"
  | "group";

export type KeptCode =
  | "revoked"
  | "consent-ended"
  | "no-mandate"
  | "handed-in"
  | "not-reopened"
  | "consent-refused"
  | "not-granted";

export type SignalKind =
  | "one-phone"
  | "much-a-day"
  | "cancelled"
  | "not-asked"
  | "reported";

export type ProblemCode =
  | "bad-request"
  | "bad-signature"
  | "body-too-large"
  | "busy"
  | "code-refused"
  | "internal"
  | "level-too-low"
  | "list-full"
  | "moved-on"
  | "not-found"
  | "not-permitted"
  | "only-aside"
  | "passkey-refused"
  | "proof-needed"
  | "provider-away"
  | "reason-needed"
  | "revoked-device"
  | "session-needed"
  | "sign-in-refused"
  | "stale-nonce"
  | "storage-full"
  | "taken"
  | "too-many-requests"
  | "too-many-tries"
  | "unknown-device"
  | "unsupported-encoding"
  | "unsupported-type"
  | "weak-key";

/** Part of an outcome: the consent under which a dossier was begun for somebody else. */
export interface OutcomeConsent {
  readonly helper: Uint8Array;
  readonly person: string;
  readonly standing: ConsentStanding;
  readonly mode: ConsentMode;
  readonly confirmed: ConfirmedBy | null;
  readonly expires: number;
  readonly reopened: readonly string[];
  readonly seen: Uint8Array;
}

/** Part of an outcome: the consent under which a dossier was begun for somebody else. */
export interface OutcomeConsentJson {
  readonly helper: string;
  readonly person: string;
  readonly standing: ConsentStanding;
  readonly mode: ConsentMode;
  readonly confirmed: ConfirmedBy | null;
  readonly expires: number;
  readonly reopened: readonly string[];
  readonly seen: string;
}

/** `POST /api/consents/codes`: a citizen's phone asks for a code to tell a helper. */
export interface AskPhoneCode {
  readonly procedure: string;
}

/** Good once, for a dossier under this procedure. Those that the account asked for before end. */
export interface PhoneCode {
  readonly code: string;
  readonly procedure: string;
  readonly expires: number;
}

/** `POST /api/consents/cancel`, by whoever has the code: no signature, from the hub's own page only. */
export interface CancelConsent {
  readonly code: string;
  readonly reason: CancelReason;
}

/** The answer where a consent has ended by this request; when, by the hub's clock. */
export interface ConsentEnded {
  readonly time: number;
}

/** One helper and one dossier, as the citizen sees it. */
export interface ConsentCard {
  readonly consent: string;
  readonly number: string;
  readonly procedure: string;
  readonly person: string;
  readonly group: string;
  readonly mode: ConsentMode;
  readonly confirmed: ConfirmedBy | null;
  readonly standing: ConsentStanding;
  readonly began: number;
  readonly expires: number;
  readonly ended: number | null;
  readonly notices: NoticesTo;
}

/** `GET /api/consents`: those of the sender's own dossiers, newest first; at most 100. */
export interface ConsentList {
  readonly consents: readonly ConsentCard[];
}

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
  readonly consent: OutcomeConsent | null;
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
  readonly consent: OutcomeConsentJson | null;
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
  readonly revoked: boolean;
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

/** What `navigator.credentials.get` gave: that the holder of a passkey was there, and verified. */
export interface Assertion {
  readonly credential: Uint8Array;
  readonly client: Uint8Array;
  readonly authenticator: Uint8Array;
  readonly signature: Uint8Array;
}

/** `POST /api/session/offer`: what to sign with one of these passkeys of the sender's person. */
export interface SessionOffer {
  readonly challenge: Uint8Array;
  readonly site: string;
  readonly credentials: readonly Uint8Array[];
}

/** `POST /api/session`: the answer to such an offer; it is answered with `Me`. */
export interface ShowPasskey {
  readonly challenge: Uint8Array;
  readonly assertion: Assertion;
}

/** `POST /api/passkeys/offer`: what to make a passkey with. `credentials`: those there are already. */
export interface PasskeyOffer {
  readonly challenge: Uint8Array;
  readonly site: string;
  readonly account: Uint8Array;
  readonly person: string;
  readonly algorithms: readonly number[];
  readonly credentials: readonly Uint8Array[];
}

/** `POST /api/passkeys`: what `navigator.credentials.create` gave. */
export interface NewPasskey {
  readonly challenge: Uint8Array;
  readonly name: string;
  readonly client: Uint8Array;
  readonly attestation: Uint8Array;
}

/** `POST /api/devices/passkey`: a new device comes in by a passkey. The passkey signs SHA-256 of "haidang/passkey-enrol/1\0" and packed [nonce, public]; the device signs as for a code, with the passkey's id in the code's place. */
export interface PasskeyEnrolment {
  readonly public: Uint8Array;
  readonly nonce: Uint8Array;
  readonly signature: Uint8Array;
  readonly label: string;
  readonly assertion: Assertion;
}

/** The sender's session that is open now; `proven`: when its person was last verified. */
export interface SessionNow {
  readonly method: Method;
  readonly ends: number;
  readonly proven: number;
}

/** One mandate that stands now. */
export interface RoleHeld {
  readonly role: Role;
  readonly authority: string;
  readonly name: string;
}

/** `GET /api/me`: who the sender's person is to this hub, and by which ways they may show it. */
export interface Me {
  readonly account: string;
  readonly person: string;
  readonly unit: string;
  readonly unit_name: string;
  readonly roles: readonly RoleHeld[];
  readonly session: SessionNow | null;
  readonly passkeys: number;
  readonly may_begin: boolean;
  readonly ways: readonly Method[];
  readonly time: number;
}

/** One of the sender's person, without what verifies it. */
export interface Passkey {
  readonly credential: string;
  readonly name: string;
  readonly created: number;
  readonly used: number | null;
  readonly travels: boolean;
}

/** `GET /api/passkeys`, and the answer of each change of them: the oldest first. */
export interface Passkeys {
  readonly passkeys: readonly Passkey[];
}

/** `POST /api/passkeys/remove`. */
export interface RemovePasskey {
  readonly credential: string;
}

/** A door that this hub's people may come by, and what it is called on a button. */
export interface SignInProvider {
  readonly id: string;
  readonly vi: string;
  readonly en: string;
  readonly citizens: boolean;
  readonly staff: boolean;
}

/** `GET /api/oidc/providers`: JSON, unsigned; in the order in which to show them. */
export interface SignInProviders {
  readonly providers: readonly SignInProvider[];
}

/** `POST /api/oidc/enrol/begin`. Signed as an enrolment is, in place of the code the SHA-256 of "haidang/oidc/begin/1\0" and packed [provider]. */
export interface BeginOidcEnrolment {
  readonly provider: string;
  readonly public: Uint8Array;
  readonly nonce: Uint8Array;
  readonly signature: Uint8Array;
  readonly label: string;
}

/** Where the person goes now; from there they come back to `/vao/oidc?code=…&state=…`. */
export interface OidcBegun {
  readonly address: string;
}

/** `POST /api/oidc/enrol/finish`, answered by `Enrolled`. Signed as an enrolment is, in place of the code the SHA-256 of "haidang/oidc/finish/1\0" and packed [state, code]. */
export interface FinishOidcEnrolment {
  readonly state: string;
  readonly code: string;
  readonly issuer: string | null;
  readonly public: Uint8Array;
  readonly nonce: Uint8Array;
  readonly signature: Uint8Array;
}

/** `POST /api/oidc/session/begin`: JSON, signed by the device; answered by `OidcBegun`. */
export interface BeginOidcSession {
  readonly provider: string;
}

/** `POST /api/oidc/session/finish`: JSON, signed by the device. Opens its session, or proves it again. */
export interface FinishOidcSession {
  readonly state: string;
  readonly code: string;
  readonly issuer: string | null;
}

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

/** Who helped the citizen, how they agreed, who has made sure of it, and who gets the notices. */
export interface DeskConsent {
  readonly person: string;
  readonly group: string;
  readonly name: string;
  readonly mode: ConsentMode;
  readonly confirmed: ConfirmedBy | null;
  readonly officer: string;
  readonly confirmed_at: number | null;
  readonly may_confirm: boolean;
  readonly witness: string;
  readonly witness_phone: string;
  readonly standing: ConsentStanding;
  readonly reason: CancelReason | null;
  readonly began: number;
  readonly expires: number;
  readonly ended: number | null;
  readonly notices: NoticesTo;
  readonly notices_name: string;
  readonly notices_phone: string;
  readonly notices_address: string;
}

/** `GET /api/desk/dossiers/{document}`: the submitted state as the hub folded it, and what came later. */
export interface DeskDossier {
  readonly document: string;
  readonly number: string;
  readonly form: string;
  readonly person: string;
  readonly outcome: OutcomeJson;
  readonly consent: DeskConsent | null;
  readonly submitted: readonly DeskField[];
  readonly current: readonly DeskField[];
  readonly rows: readonly DeskRows[];
  readonly history: readonly DeskEvent[];
}

/** `POST /api/desk/dossiers/{document}/receive`: "đã nhận", against the version the officer saw. */
export interface Receive {
  readonly version: number;
}

/** `POST /api/desk/dossiers/{document}/look`: why, in words that the dossier's owner will read. */
export interface Look {
  readonly reason: string;
}

/** `POST /api/desk/dossiers/{document}/consent`: "I saw this person and their card", by the named unit. Answered by `DeskConsent`; said twice it counts once. */
export interface ConfirmConsent {
  readonly version: number;
}

/** Who did it is named as the hub knows them today; empty for whoever runs the hub. */
export interface LookEntry {
  readonly moment: number;
  readonly person: string;
  readonly unit_name: string;
  readonly action: LookAction;
  readonly ground: LookGround;
  readonly reason: string;
}

/** `GET /api/dossiers/{document}/looks?before=<of the page before>`: at most 50; null at the end. */
export interface Looks {
  readonly looks: readonly LookEntry[];
  readonly before: number | null;
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

/** The payload of a badge, signed over "haidang/badge/1\0" and its packed bytes. */
export type BadgeRecord = readonly [
  version: number,
  account: Uint8Array,
  person: string,
  group: string,
  area: string,
  issued: number,
  expires: number,
];

/** `POST /api/badge`: JSON, the signed record in hexadecimal. */
export interface Badge {
  readonly record: string;
}

/** An authority for which the administrator appoints. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly kind: PlaceKind;
}

/** One mandate of a person. Days of Ho Chi Minh City; `begins` is null where it held from the start. */
export interface HeldMandate {
  readonly mandate: string;
  readonly role: Role;
  readonly authority: string;
  readonly authority_name: string;
  readonly procedures: readonly string[] | null;
  readonly begins: string | null;
  readonly ends: string | null;
  readonly standing: Standing;
}

/** One line of the list, with the mandates that go on and are the administrator's to see. */
export interface PersonCard {
  readonly account: string;
  readonly person: string;
  readonly staff: string | null;
  readonly unit: string;
  readonly unit_name: string;
  readonly mandates: readonly HeldMandate[];
}

/** `GET /api/administration/people?place=&after=`: at most 50, by where they work and by name. */
export interface PeopleList {
  readonly places: readonly Place[];
  readonly people: readonly PersonCard[];
  readonly after: string | null;
}

/** A device as people know it. `seen`: the last day on which it asked for something. */
export interface PersonDevice {
  readonly device: string;
  readonly label: string;
  readonly enrolled: number;
  readonly seen: string | null;
  readonly revoked: number | null;
  readonly is_this: boolean;
}

/** `GET /api/administration/people/{account}`, and the answer to what is done there. */
export interface PersonPage {
  readonly account: string;
  readonly person: string;
  readonly staff: string | null;
  readonly unit: string;
  readonly unit_name: string;
  readonly is_self: boolean;
  readonly is_own: boolean;
  readonly mandates: readonly HeldMandate[];
  readonly devices: readonly PersonDevice[];
  readonly passkeys: number;
  readonly state: string;
}

/** `POST /api/administration/people/{account}`, an id that the administrator's device chose. */
export interface NewPerson {
  readonly person: string;
  readonly staff: string;
  readonly unit: string;
}

/** `POST /api/administration/people/{account}/mandates/{mandate}`, an id that the device chose. */
export interface GiveMandate {
  readonly state: string;
  readonly role: Role;
  readonly authority: string;
  readonly procedures: readonly string[] | null;
  readonly begins: string;
  readonly ends: string | null;
}

/** `POST …/mandates/{mandate}/revoke`, `…/devices/{device}/revoke`, `…/code`: against what was shown. */
export interface AsSeen {
  readonly state: string;
}

/** A code that is good for one device. It is shown once: the hub keeps only what recognises it. */
export interface FreshCode {
  readonly person: string;
  readonly code: string;
  readonly expires: number;
}

/** `POST /api/desk/citizens/{account}`, an id that the desk's device chose. */
export interface NewCitizen {
  readonly person: string;
  readonly ground: Ground;
  readonly words: string;
}

/** `POST /api/desk/dossiers/{document}/code`, `…/devices/{device}/revoke`: what was looked at. */
export interface Grounded {
  readonly ground: Ground;
  readonly words: string;
}

/** `GET /api/me/devices`, and at the desk those of the owner of a dossier; the oldest first. */
export interface DeviceList {
  readonly person: string;
  readonly devices: readonly PersonDevice[];
}

/** What one device brought of one dossier: how much, from whom, when, and why it was kept apart. */
export interface ReviewItem {
  readonly document: string;
  readonly device: string;
  readonly number: string;
  readonly form: string;
  readonly person: string;
  readonly label: string;
  readonly codes: readonly KeptCode[];
  readonly may_stand: boolean;
  readonly changes: number;
  readonly first: number;
  readonly last: number;
  readonly state: string;
}

/** A dossier that a helper handed in on a card, which no officer has confirmed in the week since. */
export interface UnconfirmedCard {
  readonly number: string;
  readonly form: string;
  readonly person: string;
  readonly group: string;
  readonly officer: string;
  readonly submitted: number;
}

/** `GET /api/review`: what may stand first, then what waits longest, at most 100. `more` is how many wait beside. `cards`, at most 100: what a desk has to confirm, not somebody here. */
export interface Review {
  readonly items: readonly ReviewItem[];
  readonly more: number;
  readonly cards: readonly UnconfirmedCard[];
}

/** `POST /api/review/{document}/{device}/read`, `…/readmit`, `…/dismiss`: against what was shown. */
export interface Reasoned {
  readonly state: string;
  readonly reason: string;
}

/** One answer in what was kept apart; the author's own claim of when. */
export interface KeptEntry {
  readonly path: string;
  readonly value: Json;
  readonly time: number;
}

/** What was written and handed in there, in the order in which it was; at most 1,000 answers. */
export interface KeptWork {
  readonly form: string;
  readonly name: string;
  readonly entries: readonly KeptEntry[];
  readonly submitted: boolean;
}

/** A pattern, or a citizen's report, that a person should look at. It accuses nobody. */
export interface SignalItem {
  readonly signal: string;
  readonly kind: SignalKind;
  readonly person: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly words: string;
}

/** `GET /api/review/signals`: at most 100, the newest first. */
export interface SignalList {
  readonly signals: readonly SignalItem[];
}

/** `POST /api/review/signals/{signal}/close`: against the count that was shown. */
export interface CloseSignal {
  readonly count: number;
  readonly reason: string;
}

/** `POST /api/reports/{report}`, an id that the device chose: somebody asked for money. */
export interface BrokerReport {
  readonly document: string | null;
  readonly words: string;
}

/** It is kept, and a person will look at it. */
export interface Reported {
  readonly report: string;
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
