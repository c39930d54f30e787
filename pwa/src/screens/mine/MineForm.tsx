/** The questions about a person, all on one page and all optional; kept while they are typed. */

import { useSignal } from "@preact/signals";
import "../../forms/forms.css";
import { AskedField } from "../../forms/AskedField";
import { controlId } from "../../forms/controlId";
import type { Step } from "../../forms/dialect";
import { faultsByPath } from "../../forms/format";
import { toMend } from "../../forms/mending";
import { SaveLine } from "../../forms/SaveLine";
import { speechNow } from "../../forms/speech";
import { kept } from "../../store/mine";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Page } from "../../ui/Page";
import { goBackTo } from "../../ui/router";
import { commonWords } from "../../words/common";
import { mineWords } from "../../words/mine";
import { Forget } from "./Forget";
import type { MineSession } from "./session";

interface Props {
  readonly session: MineSession;
  readonly back: { readonly href: string; readonly label: string };
}

export function MineForm({ session, back }: Props) {
  const words = mineWords.value;
  const speech = speechNow();
  const attempt = useSignal(0);
  const faults = attempt.value === 0 ? new Map<string, string>() : faultsOf(session);
  const steps = session.form.ui.sections.flatMap((section) => section.steps);
  const finish = async () => {
    if (!(await session.flush())) return;
    if (faultsOf(session).size > 0) attempt.value += 1;
    else goBackTo(back.href);
  };
  return (
    <Page
      title={words.title}
      back={back}
      faulty={faults.size > 0 ? commonWords.value.faultPrefix : undefined}
    >
      {faults.size > 0 && (
        <ErrorSummary
          title={speech.fields.faults(faults.size)}
          faults={[...faults].map(([path, sentence]) => ({ at: { id: controlId(path) }, sentence }))}
          attempt={attempt.value}
        />
      )}
      <p>{words.intro}</p>
      <Band icon="phone">{words.staysHere}</Band>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void finish();
        }}
      >
        {steps.map((step) => (
          <Question key={step.id} session={session} step={step} faults={faults} />
        ))}
        <SaveLine session={session} />
        <Button type="submit" weight="primary">
          {words.done}
        </Button>
      </form>
      {(kept.value?.size ?? 0) > 0 && <Forget work={session.forget} />}
    </Page>
  );
}

interface QuestionProps {
  readonly session: MineSession;
  readonly step: Step;
  readonly faults: ReadonlyMap<string, string>;
}

function Question({ session, step, faults }: QuestionProps) {
  const id = `about-${step.id}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{step.question[speechNow().language]}</h2>
      {step.fields.map((path) => (
        <AskedField key={path} filling={session} path={path} fault={faults.get(path)} marksOptional={false} />
      ))}
    </section>
  );
}

/** What no form would take. Nothing is missing: whatever is left empty is not filled in. */
function faultsOf(session: MineSession): ReadonlyMap<string, string> {
  const errors = toMend(session).filter(([, keyword]) => keyword !== "required");
  const sentences = faultsByPath(session.form, errors, speechNow());
  return new Map(
    [...session.answers.value.asked.keys()].flatMap((path) => {
      const sentence = sentences.get(path);
      return sentence === undefined ? [] : [[path, sentence] as const];
    }),
  );
}
