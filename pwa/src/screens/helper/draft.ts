/** What is asked before somebody is helped, and what it comes to: the faults of each page, and the body of the consent. Pure. */

import { type Consent, type Mode, type Notices, type NoticesTo, plain } from "../../sync/consent";
import { ALPHABET } from "../../sync/number";
import type { Hex } from "../../sync/packing";
import type { helping } from "../../words/vi/helping";

export interface Draft {
  /** Code of the procedure; empty until one is chosen. */
  readonly procedure: string;
  readonly days: number;
  readonly name: string;
  readonly mode: Mode | null;
  readonly phoneCode: string;
  readonly officer: string;
  readonly witnessName: string;
  readonly witnessPhone: string;
  readonly to: NoticesTo | null;
  readonly noticeName: string;
  readonly noticePhone: string;
  readonly noticeAddress: string;
}

export const DAYS = [7, 30, 90] as const;

export const EMPTY: Draft = {
  procedure: "",
  days: 30,
  name: "",
  mode: null,
  phoneCode: "",
  officer: "",
  witnessName: "",
  witnessPhone: "",
  to: null,
  noticeName: "",
  noticePhone: "",
  noticeAddress: "",
};

export interface DraftFault {
  /** The control that it belongs to. */
  readonly id: string;
  readonly sentence: string;
}

const DAY_MS = 86_400_000;
const GROUP_CHARS = 4;
const CODE_GROUPS = 3;
const PHONE_CODE = new RegExp(`^[${ALPHABET}]{8}$`);
/** Nine digits or more. */
const PHONE = /^\+?[0-9]{9,15}$/;

/** Who agrees, and how. */
export function faultsOfWho(draft: Draft, words: typeof helping): readonly DraftFault[] {
  return [
    ...missing(draft.name, "name", words.nameMissing),
    ...(draft.mode === null ? [{ id: "mode-witness", sentence: words.modeMissing }] : []),
    ...faultsOfMode(draft, words),
  ];
}

function faultsOfMode(draft: Draft, words: typeof helping): readonly DraftFault[] {
  switch (draft.mode) {
    case "phone": {
      const isCode = PHONE_CODE.test(plain(draft.phoneCode));
      return isCode ? [] : [{ id: "phone-code", sentence: words.phoneCodeMissing }];
    }
    case "card":
      return missing(draft.officer, "officer", words.officerMissing);
    case "witness":
      return [
        ...missing(draft.witnessName, "witness-name", words.witnessMissing),
        ...oddPhone(draft.witnessPhone, "witness-phone", words.phoneOdd),
      ];
    default:
      return [];
  }
}

/** Who hears of it. Someone whose phone is known to the hub is told there; anyone else's own phone needs its number. */
export function faultsOfNotices(draft: Draft, words: typeof helping): readonly DraftFault[] {
  const { noticeName, noticePhone, noticeAddress } = draft;
  const phone = [
    ...missing(noticePhone, "notice-phone", words.noticePhoneMissing),
    ...oddPhone(noticePhone, "notice-phone", words.phoneOdd),
  ];
  switch (draft.to) {
    case null:
      return [{ id: "to-own", sentence: words.toMissing }];
    case "own":
      return isKnownToHub(draft) ? [] : phone;
    case "relative":
      return [...missing(noticeName, "notice-name", words.noticeNameMissing), ...phone];
    case "helper":
      return [];
    case "post":
      return missing(noticeAddress, "notice-address", words.noticeAddressMissing);
  }
}

/** Whether the way in which they agree shows that they have an account of their own. */
export function isKnownToHub({ mode }: Draft): boolean {
  return mode === "phone" || mode === "passkey";
}

/** Without what only the passkey can say. */
export type Unproven = Omit<Consent, "proof">;

interface Around {
  readonly text: number;
  readonly language: "vi" | "en";
  readonly nowMs: number;
  /** The hash of the cancel code. */
  readonly cancel: Hex;
}

/** Of a draft without faults. */
export function bodyOf(draft: Draft, { text, language, nowMs, cancel }: Around): Unproven {
  if (draft.mode === null) throw new Error("nobody has said how they agree");
  return {
    name: lineOf(draft.name),
    procedure: draft.procedure,
    text,
    language,
    mode: draft.mode,
    expires: expiresOf(draft, nowMs),
    cancel,
    notices: noticesOf(draft),
  };
}

/** Of all ways but the passkey. */
export function proofOf(draft: Draft): Readonly<Record<string, string>> {
  switch (draft.mode) {
    case "phone": {
      const code = plain(draft.phoneCode);
      return { code: `${code.slice(0, GROUP_CHARS)}-${code.slice(GROUP_CHARS)}` };
    }
    case "card":
      return { officer: lineOf(draft.officer) };
    case "witness":
      return { name: lineOf(draft.witnessName), phone: phoneOf(draft.witnessPhone) };
    default:
      return {};
  }
}

export function expiresOf({ days }: Draft, nowMs: number): number {
  return nowMs + days * DAY_MS;
}

/** `K7PM-3XHW-9CDA`, without look-alikes. `random` gives whole numbers below its argument, each as likely. */
export function freshCode(random: (below: number) => number): string {
  const group = () => Array.from({ length: GROUP_CHARS }, () => ALPHABET[random(ALPHABET.length)]).join("");
  return Array.from({ length: CODE_GROUPS }, group).join("-");
}

/** What is not needed for the way that was chosen is not written down, though it was typed. */
function noticesOf(draft: Draft): Notices {
  const nothing = { name: "", phone: "", address: "" };
  const [name, phone] = [lineOf(draft.noticeName), phoneOf(draft.noticePhone)];
  const address = lineOf(draft.noticeAddress);
  switch (draft.to) {
    case "relative":
      return { ...nothing, to: "relative", name, phone };
    case "post":
      return { ...nothing, to: "post", name: lineOf(draft.name), address };
    case "helper":
      return { ...nothing, to: "helper", address };
    default:
      return { ...nothing, to: "own", phone: isKnownToHub(draft) ? "" : phone };
  }
}

/** One line, composed, without blanks at its ends, runs of them single. */
function lineOf(text: string): string {
  const marks = /[\p{Cc}\s]+/gu;
  return text
    .replace(/[\ud800-\udfff]/gu, "")
    .normalize("NFC")
    .replace(marks, " ")
    .trim();
}

/** Its digits, and the plus before them. */
function phoneOf(text: string): string {
  return lineOf(text).replace(/[ .-]/g, "");
}

function missing(text: string, id: string, sentence: string): readonly DraftFault[] {
  return lineOf(text) === "" ? [{ id, sentence }] : [];
}

function oddPhone(text: string, id: string, sentence: string): readonly DraftFault[] {
  const written = phoneOf(text);
  return written === "" || PHONE.test(written) ? [] : [{ id, sentence }];
}
