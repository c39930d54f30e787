/** The fact that is being written. What is typed stays until it is saved, or dropped on purpose. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { speechNow } from "../../forms/speech";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { ErrorSummary } from "../../ui/ErrorSummary";
import type { UnitFact } from "../../wire.gen";
import { fullMoment } from "../../words/time";
import { unitWords } from "../../words/unit";
import { DeskProblem } from "../desk/DeskProblem";
import { type Editing, faultsOf } from "./editing";
import { FactFields, idOf } from "./FactFields";
import { periodOf } from "./FactRow";
import { busy, drop, editing, problem, save } from "./facts";
import { returnTo } from "./returning";

export function FactEditor() {
  const now = editing.value;
  return now === null ? null : <Editor key={now.fact} now={now} />;
}

function Editor({ now }: { readonly now: Editing }) {
  const words = unitWords.value;
  const attempt = useSignal(0);
  const asking = useSignal(false);
  const faults = attempt.value === 0 ? [] : faultsOf(now, words);
  useLayoutEffect(() => document.getElementById(idOf(now.asks === "stop" ? "stops" : "text"))?.focus(), []);

  async function submit() {
    attempt.value += 1;
    if (faultsOf(now, words).length > 0) return;
    returnTo(now.fact);
    if (await save()) announce(words.saved(now.text.trim()));
  }

  function leave() {
    returnTo(now.read === null ? now.kind : now.fact);
    drop();
  }

  return (
    <form
      noValidate
      aria-labelledby="writing"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3 id="writing">{titleOf(now)}</h3>
      {faults.length > 0 && (
        <ErrorSummary
          title={speechNow().fields.faults(faults.length)}
          faults={faults.map(({ part, sentence }) => ({ at: { id: idOf(part) }, sentence }))}
          attempt={attempt.value}
        />
      )}
      <DeskProblem code={problem.value} own={words.problem} />
      {now.isOvertaken && now.read !== null && <Newer fact={now.read} />}
      <FactFields now={now} faults={faults} />
      <div class="buttons">
        <Button type="submit" weight="primary" icon="check" busy={busy.value}>
          {busy.value ? words.saving : words.save}
        </Button>
        <Button
          busy={busy.value}
          onPress={() => {
            if (now.isTouched) asking.value = true;
            else leave();
          }}
        >
          {words.leave}
        </Button>
      </div>
      <Confirm
        open={asking.value}
        title={words.dropTitle}
        no={words.dropNo}
        yes={words.dropYes}
        danger
        onNo={() => {
          asking.value = false;
        }}
        onYes={leave}
      >
        <p>{words.dropText}</p>
      </Confirm>
    </form>
  );
}

function titleOf({ kind, read, asks }: Editing): string {
  const words = unitWords.value;
  if (read === null) return (kind === "police-telephone" ? words.telephone : words.area).add;
  return (asks === "stop" ? words.stopping : words.changing)(read.text);
}

/** What another has written meanwhile. */
function Newer({ fact }: { readonly fact: UnitFact }) {
  const words = unitWords.value;
  return (
    <Band icon="two">
      <p>{words.newer(fact.person, fullMoment(fact.written))}</p>
      <p>
        <strong lang="vi">{fact.text}</strong>
        <span class="by">{periodOf(fact)}</span>
      </p>
      <p>{words.newerHint}</p>
    </Band>
  );
}
