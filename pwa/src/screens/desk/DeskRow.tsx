/** One line of the officer's list. */

import { StatePill } from "../../ui/StatePill";
import type { DeskCard } from "../../wire.gen";
import { deskWords } from "../../words/desk";
import { fullMoment } from "../../words/time";
import { procedureName } from "../parts/procedureName";

export function DeskRow({ card }: { readonly card: DeskCard }) {
  const words = deskWords.value;
  const received = card.state === "received";
  return (
    <li>
      <a class="desk-row" href={`/quay/${card.document}`} onKeyDown={moveOn}>
        <span class="number">{card.number}</span>
        <span>{procedureName(card.form)}</span>
        <span lang="vi">{card.person}</span>
        <span>{fullMoment(card.submitted)}</span>
        <span>
          <StatePill tone={received ? "done" : "wait"} icon={received ? "check" : "clock"}>
            {received ? words.stateReceived : words.stateSubmitted}
          </StatePill>
          {card.conflicts > 0 && (
            <StatePill tone="mend" icon="two">
              {words.conflicts(card.conflicts)}
            </StatePill>
          )}
        </span>
      </a>
    </li>
  );
}

/** J and K, or the arrows, walk from row to row; only from within the list, so that no screen reader loses a key. */
function moveOn(event: KeyboardEvent): void {
  const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key] ?? 0;
  if (by === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = event.currentTarget instanceof Element ? event.currentTarget.closest("li") : null;
  const next = by > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector("a")?.focus();
  event.preventDefault();
}
