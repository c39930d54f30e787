/** What was done to a dossier, newest first: which device, when, what; and what came after it was handed in. */

import { useSignal } from "@preact/signals";
import type { DossierView, HistoryItem } from "../../store/dossiers";
import { Button } from "../../ui/Button";
import { commonWords } from "../../words/common";
import { dossierWords } from "../../words/dossier";
import { moment } from "../../words/time";
import { deviceName } from "../parts/deviceName";
import { NotAsked } from "./NotAsked";

const shownFirst = 5;

export function History({ view }: { readonly view: DossierView }) {
  const words = dossierWords.value;
  const all = useSignal(false);
  const shown = all.value ? view.history : view.history.slice(0, shownFirst);
  const hidden = view.history.length - shown.length;
  if (view.history.length === 0) return null;
  return (
    <section aria-labelledby="history" class="no-print">
      <h2 id="history">{words.historyTitle}</h2>
      <ol class="plain-list history">
        {shown.map((item) => (
          <li key={item.change}>
            {words.historyLine(
              deviceName(item, words),
              moment(item.timeMs, Date.now(), commonWords.value),
              whatWasDone(item),
            )}{" "}
            {item.late && <strong class="mark">{words.late}</strong>}{" "}
            {!item.sent && <span class="mark">{words.unsent}</span>}
            {item.emptied !== undefined && <NotAsked emptied={item.emptied} form={view.card.form} />}
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <Button
          weight="quiet"
          onPress={() => {
            all.value = true;
          }}
        >
          {words.historyMore(hidden)}
        </Button>
      )}
    </section>
  );
}

function whatWasDone({ kind, paths }: HistoryItem): string {
  const words = dossierWords.value;
  switch (kind) {
    case "edited":
      return words.edited(paths.length);
    case "created":
      return paths.length === 0 ? words.createdIt : `${words.createdIt}, ${words.edited(paths.length)}`;
    case "carried":
      return words.carriedIt;
    case "submitted":
      return words.submittedIt;
    case "supplemented":
      return words.supplementedIt;
    case "discarded":
      return words.discardedIt;
    case "restored":
      return words.restoredIt;
    default:
      return words.otherwise;
  }
}
