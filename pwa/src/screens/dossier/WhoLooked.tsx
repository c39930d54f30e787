/** Who of the staff looked at a dossier that was handed in: asked of the hub when somebody wants to know, and only then. */

import { useSignal } from "@preact/signals";
import type { DossierView } from "../../store/dossiers";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import type { LookEntry } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { looksWords } from "../../words/looks";
import { sentenceFor } from "../../words/speak";
import { moment } from "../../words/time";
import { ask, type Looked, looked } from "./looked";

export function WhoLooked({ view }: { readonly view: DossierView }) {
  const words = looksWords.value;
  const { document } = view.card;
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  // Before it was handed in no officer can open it.
  if (view.outcome === null || view.outcome.state === "draft") return null;
  const known = looked.value.get(document);
  const look = async (older: boolean) => {
    busy.value = true;
    problem.value = await ask(document, older, Date.now());
    busy.value = false;
  };
  return (
    <section aria-labelledby="who-looked" class="no-print">
      <h2 id="who-looked">{words.title}</h2>
      <p class="small">{words.hint}</p>
      <div role="status">
        {busy.value && <p>{words.asking}</p>}
        {problem.value !== null && (
          <Band icon="alert" tone="mend">
            {sentenceFor(words.problem, problem.value) ?? words.problemOther(problem.value)}
          </Band>
        )}
        {known !== undefined && <p>{words.asOf(moment(known.askedMs, Date.now(), commonWords.value))}</p>}
        {known !== undefined && known.looks.length === 0 && <p>{words.none}</p>}
      </div>
      {known !== undefined && known.looks.length > 0 && <List known={known} />}
      <div class="buttons">
        {known !== undefined && known.before !== null && (
          <Button weight="quiet" busy={busy.value} onPress={() => void look(true)}>
            {words.more}
          </Button>
        )}
        <Button
          icon={known === undefined ? "person" : "refresh"}
          busy={busy.value}
          onPress={() => void look(false)}
        >
          {known === undefined ? words.show : words.again}
        </Button>
      </div>
    </section>
  );
}

function List({ known }: { readonly known: Looked }) {
  return (
    <ol class="plain-list history">
      {known.looks.map((look) => (
        // Two of one moment are told alike.
        <li key={`${look.moment} ${look.person} ${look.action}`}>
          <Line look={look} />
        </li>
      ))}
    </ol>
  );
}

function Line({ look }: { readonly look: LookEntry }) {
  const words = looksWords.value;
  const when = moment(look.moment, Date.now(), commonWords.value);
  const why = look.ground === "reason" ? words.reason(look.reason) : words.ground[look.ground];
  return (
    <>
      <strong>{look.person === "" ? words.someone : words.who(look.person, look.unit_name)}</strong>
      <br />
      {words.when(when, words.action[look.action])}
      <br />
      <span class="by">{why}</span>
    </>
  );
}
