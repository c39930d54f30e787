/** One fact while an officer writes it: what is typed, what keeps it from being sent, and what is sent. Pure. */

import { daysAfter, isDay } from "../../forms/days";
import type { FactKind, UnitFact, WriteFact } from "../../wire.gen";
import type { unit } from "../../words/vi/unit";

export interface Editing {
  readonly fact: string;
  readonly kind: FactKind;
  /** What it is written upon; null for a new one. */
  readonly read: UnitFact | null;
  /** "stop": only from which day on it no longer holds. */
  readonly asks: "all" | "stop";
  readonly text: string;
  /** Days as they are typed, whole or not; "" for none. */
  readonly begins: string;
  readonly ends: string;
  readonly stops: string;
  /** Something was typed that is nowhere else. */
  readonly isTouched: boolean;
  /** Another has written it meanwhile: `read` is theirs, and on show. */
  readonly isOvertaken: boolean;
}

type Part = "text" | "begins" | "ends" | "stops";

export interface PartFault {
  readonly part: Part;
  readonly sentence: string;
}

const TEXT_MAX = 120;
const TELEPHONE = /^[0-9+][0-9 .()+-]{2,19}$/;

export function newFact(kind: FactKind, fact: string, today: string): Editing {
  return { ...NOTHING, fact, kind, begins: today };
}

export function changing(read: UnitFact, asks: Editing["asks"]): Editing {
  const { fact, kind, text, begins, ends } = read;
  return { ...NOTHING, fact, kind, read, asks, text, begins, ends: ends ?? "" };
}

/** Only of what is asked. */
export function faultsOf(editing: Editing, words: typeof unit): readonly PartFault[] {
  const { kind, text, begins, ends, stops, asks } = editing;
  const { faults } = words;
  const told =
    asks === "stop"
      ? ([["stops", stopsFault(stops, begins, faults)]] as const)
      : ([
          ["text", textFault(kind, plain(text), words)],
          ["begins", begins === "" ? faults.begins : dayFault(begins, faults)],
          ["ends", ends === "" ? null : (dayFault(ends, faults) ?? (ends < begins ? faults.order : null))],
        ] as const);
  return told.flatMap(([part, sentence]) => (sentence === null ? [] : [{ part, sentence }]));
}

/** Of an editing without faults. */
export function writtenOf({ kind, read, text, begins, ends, stops, asks }: Editing): WriteFact {
  const last = asks === "stop" ? daysAfter(stops, -1) : ends;
  return { version: read?.version ?? 0, kind, text: plain(text), begins, ends: last === "" ? null : last };
}

const NOTHING = {
  read: null,
  asks: "all",
  text: "",
  begins: "",
  ends: "",
  stops: "",
  isTouched: false,
  isOvertaken: false,
} as const;

type FaultWords = (typeof unit)["faults"];

function textFault(kind: FactKind, text: string, words: typeof unit): string | null {
  const { telephone, area, faults } = words;
  if (text === "") return (kind === "police-telephone" ? telephone : area).missing;
  if (kind === "police-telephone") return TELEPHONE.test(text) ? null : faults.telephone;
  if ([...text].length > TEXT_MAX) return faults.long;
  return /[\p{C}\p{Zl}\p{Zp}]/u.test(text) ? faults.odd : null;
}

function dayFault(day: string, faults: FaultWords): string | null {
  return isDay(day) ? null : faults.day;
}

function stopsFault(stops: string, begins: string, faults: FaultWords): string | null {
  if (stops === "") return faults.stops;
  return dayFault(stops, faults) ?? (stops > begins ? null : faults.stopsOrder);
}

/** As the hub takes it: composed letters, no blanks at the ends. */
function plain(text: string): string {
  return text.normalize("NFC").trim();
}
