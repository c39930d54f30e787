/** How a dossier stands, in words: the state exactly as everybody calls it, and one sentence on what happens next. */

import type { DossierCard } from "../../store/cardOf";
import type { IconName } from "../../ui/Icon";
import type { Tone } from "../../ui/StatePill";
import { moment, type TimeWords } from "../../words/time";
import type { states } from "../../words/vi/states";

export interface Standing {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly label: string;
  readonly next: string;
  /** Nothing goes on before a person has done something here. */
  readonly needsYou: boolean;
}

export type Stated = Pick<
  DossierCard,
  "state" | "stateTimeMs" | "holderName" | "conflicts" | "errors" | "onlyHere"
>;

interface Said {
  readonly words: typeof states;
  readonly times: TimeWords;
  readonly nowMs: number;
  readonly signedIn: boolean;
}

export function standing(card: Stated, { words, times, nowMs, signedIn }: Said): Standing {
  const when = moment(card.stateTimeMs, nowMs, times);
  const calm = { needsYou: false };
  switch (card.state) {
    case "draft":
      return { ...calm, tone: "plain", icon: "pencil", label: words.draft, next: words.draftNext };
    case "queued":
      return { ...queued(card, words, signedIn), tone: "wait", icon: "clock", label: words.queued };
    case "sending":
      return { ...calm, tone: "wait", icon: "send", label: words.sending, next: words.sendingNext };
    case "sent":
      return { ...calm, tone: "wait", icon: "send", label: words.sent(when), next: words.sentNext };
    case "submitted":
      return {
        ...calm,
        tone: "done",
        icon: "check",
        label: words.submitted(when),
        next: words.submittedNext,
      };
    case "received": {
      const { holderName } = card;
      const label = holderName === "" ? words.receivedSomewhere(when) : words.received(holderName, when);
      return { ...calm, tone: "done", icon: "desk", label, next: words.receivedNext };
    }
    case "mend": {
      const next = words.mendNext(card.errors.length);
      return { needsYou: true, tone: "mend", icon: "alert", label: words.mend, next };
    }
    case "two-answers": {
      const next = words.twoAnswersNext(card.conflicts);
      return { needsYou: true, tone: "mend", icon: "two", label: words.twoAnswers, next };
    }
  }
}

function queued(card: Stated, words: typeof states, signedIn: boolean): { next: string; needsYou: boolean } {
  if (card.onlyHere) return { next: words.queuedOnlyHere, needsYou: true };
  if (!signedIn) return { next: words.queuedNeedsSignIn, needsYou: true };
  return { next: words.queuedNext, needsYou: false };
}
