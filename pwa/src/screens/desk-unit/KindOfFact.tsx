/** The facts of one kind: those that hold or will, a way to add one, and folded away those that have ended. */

import { dayOf } from "../../forms/days";
import { toHex } from "../../sync/packing";
import { Button } from "../../ui/Button";
import type { FactKind, UnitFact } from "../../wire.gen";
import { unitWords } from "../../words/unit";
import { newFact } from "./editing";
import { FactEditor } from "./FactEditor";
import { FactRow } from "./FactRow";
import { begin, editing } from "./facts";
import { useReturned } from "./returning";

interface Props {
  readonly kind: FactKind;
  /** Of every kind. */
  readonly facts: readonly UnitFact[];
}

export function KindOfFact({ kind, facts }: Props) {
  const words = unitWords.value;
  const own = kind === "police-telephone" ? words.telephone : words.area;
  const today = dayOf(Date.now());
  const now = editing.value;
  const mine = facts.filter((fact) => fact.kind === kind);
  // What is being written is not folded away.
  const standing = mine.filter(({ fact, ends }) => ends === null || ends >= today || fact === now?.fact);
  const ended = mine.filter((fact) => !standing.includes(fact));
  return (
    <section aria-labelledby={kind}>
      <h2 id={kind}>{own.title}</h2>
      {standing.length === 0 && <p>{own.none}</p>}
      <Facts facts={standing} today={today} />
      {now?.kind === kind && now.read === null && (
        <div class="card">
          <FactEditor />
        </div>
      )}
      {now === null && <Add kind={kind} today={today} label={own.add} />}
      {ended.length > 0 && (
        <details>
          <summary>{words.ended(ended.length)}</summary>
          <Facts facts={ended} today={today} />
        </details>
      )}
    </section>
  );
}

function Facts({ facts, today }: { readonly facts: readonly UnitFact[]; readonly today: string }) {
  return (
    <ul class="plain-list">
      {facts.map((fact) => (
        <li key={fact.fact} class="card">
          {editing.value?.fact === fact.fact ? <FactEditor /> : <FactRow fact={fact} today={today} />}
        </li>
      ))}
    </ul>
  );
}

function Add({
  kind,
  today,
  label,
}: {
  readonly kind: FactKind;
  readonly today: string;
  readonly label: string;
}) {
  useReturned(kind, `${kind}-add`);
  return (
    <div class="buttons">
      <Button
        id={`${kind}-add`}
        icon="plus"
        onPress={() => {
          const fact = toHex(crypto.getRandomValues(new Uint8Array(16)));
          begin(newFact(kind, fact, today));
        }}
      >
        {label}
      </Button>
    </div>
  );
}
