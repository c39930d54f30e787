/** One piece of work while somebody decides about it: a reason first, then its content, then whether it counts. */

import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { loadForm } from "../../forms/catalogue";
import type { Form } from "../../forms/dialect";
import { decideAbout, readKept } from "../../net/review";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { Field } from "../../ui/Field";
import type { KeptWork, ReviewItem } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { reviewWords } from "../../words/review";
import type { Acting } from "../parts/acting";
import { HubProblem } from "../parts/HubProblem";
import { plainLine } from "../parts/plainLine";
import { KeptAnswers } from "./KeptAnswers";

interface Props {
  readonly item: ReviewItem;
  readonly acting: Acting;
  readonly onLeave: () => void;
  readonly onDecided: (said: string) => void;
}

export function Deciding({ item, acting: { busy, problem, act }, onLeave, onDecided }: Props) {
  const words = reviewWords.value;
  const reason = useSignal("");
  const isTried = useSignal(false);
  const work = useSignal<{ readonly kept: KeptWork; readonly form: Form | null } | null>(null);
  const asked = useSignal<"readmit" | "dismiss" | null>(null);
  const isMissing = isTried.value && plainLine(reason.value) === "";
  useLayoutEffect(() => document.getElementById("reason")?.focus(), []);

  /** With a reason, or the focus goes to where it is missing. */
  function withReason(next: () => void) {
    isTried.value = true;
    if (plainLine(reason.value) === "") document.getElementById("reason")?.focus();
    else next();
  }

  async function read() {
    const kept = await act(() => readKept(item, plainLine(reason.value)));
    if (kept === null) return;
    work.value = { kept, form: await loadForm(kept.form).catch(() => null) };
  }

  async function decide(decision: "readmit" | "dismiss") {
    const done = await act(() => decideAbout(item, decision, plainLine(reason.value)));
    if (done !== null) onDecided(decision === "readmit" ? words.readmitted : words.dismissed);
  }

  return (
    <>
      <HubProblem code={problem.value} own={words.problem} />
      {!item.may_stand && (
        <p>
          {item.codes.every((code) => code === "not-granted") ? words.asideStranger : words.asideDeclined}
        </p>
      )}
      <Field
        id="reason"
        label={words.reason}
        hint={words.reasonHint}
        fault={isMissing ? words.reasonMissing : undefined}
        faultPrefix={commonWords.value.faultPrefix}
      >
        {(tied) => (
          <input
            {...tied}
            class="input"
            lang="vi"
            autocomplete="off"
            maxLength={300}
            value={reason.value}
            onInput={(event) => {
              reason.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      {work.value !== null && <KeptAnswers kept={work.value.kept} form={work.value.form} />}
      <div class="buttons">
        {work.value === null && (
          <Button icon="search" busy={busy.value} onPress={() => withReason(() => void read())}>
            {busy.value ? words.reading : words.read}
          </Button>
        )}
        {work.value !== null && item.may_stand && (
          <Button
            icon="check"
            busy={busy.value}
            onPress={() =>
              withReason(() => {
                asked.value = "readmit";
              })
            }
          >
            {words.readmit}
          </Button>
        )}
        <Button
          icon="folder"
          busy={busy.value}
          onPress={() =>
            withReason(() => {
              asked.value = "dismiss";
            })
          }
        >
          {words.dismiss}
        </Button>
        <Button icon="back" onPress={onLeave}>
          {words.leave}
        </Button>
      </div>
      <Confirm
        open={asked.value !== null}
        title={asked.value === "dismiss" ? words.dismissTitle : words.readmitTitle}
        no={commonWords.value.cancel}
        yes={asked.value === "dismiss" ? words.dismiss : words.readmit}
        onNo={() => {
          asked.value = null;
        }}
        onYes={() => {
          const decision = asked.value;
          asked.value = null;
          if (decision !== null) void decide(decision);
        }}
      >
        <p>{asked.value === "dismiss" ? words.dismissText : words.readmitText}</p>
      </Confirm>
    </>
  );
}
