/** Every change in the dossier, the last first, each above what its author had seen: who, on which device, when by their clock and when it reached the hub. */

import type { DeskEvent } from "../../wire.gen";
import { deskWords } from "../../words/desk";
import { fullMoment } from "../../words/time";

export function DeskHistory({ history }: { readonly history: readonly DeskEvent[] }) {
  const words = deskWords.value;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ol class="plain-list history">
        {history.toReversed().map((event) => (
          <li key={event.change}>
            <strong>{whatWasDone(event)}</strong>{" "}
            {event.late && <span class="mark mend">{words.lateMark}</span>}
            <span class="by">{words.entryBy(event.device, event.person, fullMoment(event.time))}</span>
            <span class="by">{words.taken(fullMoment(event.received))}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function whatWasDone({ records, paths }: DeskEvent): string {
  const words = deskWords.value;
  const done = [
    ...(records.includes("created") ? [words.createdIt] : []),
    ...(records.includes("carried") ? [words.carriedIt] : []),
    ...(records.includes("submitted") ? [words.submittedIt] : []),
    ...(paths.length > 0 ? [words.edited(paths.length)] : []),
  ];
  return done.length === 0 ? words.otherwise : done.join(", ");
}
