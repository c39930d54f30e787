/** "Hủy lời nhờ giúp": for everybody who holds a cancel code, without signing in. The same words whatever is wrong with it. */

import { useSignal } from "@preact/signals";
import "../parts/helping.css";
import { cancelConsent } from "../../net/consents";
import { syncState } from "../../net/syncState";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { StatePill } from "../../ui/StatePill";
import type { CancelReason } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { consentsWords } from "../../words/consents";
import { sentenceFor } from "../../words/speak";
import { moment } from "../../words/time";
import { TextField } from "../parts/TextField";
import { couldBeCode } from "./code";

const REASONS: readonly CancelReason[] = ["cancel", "broker"];

interface Done {
  readonly reason: CancelReason;
  readonly timeMs: number;
}

export function Cancel() {
  const words = consentsWords.value;
  const code = useSignal("");
  const asking = useSignal<CancelReason | null>(null);
  const problem = useSignal<string | null>(null);
  const attempt = useSignal(0);
  const done = useSignal<Done | null>(null);
  const fault = attempt.value === 0 ? undefined : faultOf(code.value);

  async function cancel(reason: CancelReason) {
    attempt.value += 1;
    problem.value = null;
    if (faultOf(code.value) !== undefined || asking.value !== null) return;
    if (!syncState.value.online) return;
    asking.value = reason;
    announce(words.cancelling);
    const replied = await cancelConsent(code.value, reason);
    asking.value = null;
    if (!replied.ok) {
      problem.value = replied.code;
      return;
    }
    code.value = "";
    done.value = { reason, timeMs: replied.answer.time };
  }

  if (done.value !== null) return <Ended done={done.value} />;
  return (
    <Page
      title={words.cancelTitle}
      back={{ href: "/", label: commonWords.value.backHome }}
      faulty={fault === undefined ? undefined : commonWords.value.faultPrefix}
    >
      {fault !== undefined && (
        <ErrorSummary
          title={words.faults(1)}
          faults={[{ at: { id: "code" }, sentence: fault }]}
          attempt={attempt.value}
        />
      )}
      <p>{words.cancelIntro}</p>
      <TextField
        id="code"
        label={words.code}
        hint={words.codeHint}
        fault={fault}
        text={code.value}
        most={64}
        capitals="characters"
        onText={(typed) => {
          code.value = typed;
        }}
      />
      <Obstacle problem={problem.value} />
      <h2>{words.why}</h2>
      <div class="buttons">
        {REASONS.map((reason) => (
          <Button
            key={reason}
            weight={reason === "cancel" ? "primary" : "danger"}
            busy={asking.value !== null}
            onPress={() => void cancel(reason)}
          >
            {asking.value === reason ? words.cancelling : words.reasons[reason]}
          </Button>
        ))}
      </div>
      <p>{words.brokerHint}</p>
      <p>{words.notHandedIn}</p>
      <p>{words.handedIn}</p>
    </Page>
  );
}

function faultOf(typed: string): string | undefined {
  const words = consentsWords.value;
  if (typed.trim() === "") return words.codeMissing;
  return couldBeCode(typed) ? undefined : words.codeOdd;
}

/** Offline it is said at once, so that nobody types in vain. */
function Obstacle({ problem }: { readonly problem: string | null }) {
  const words = consentsWords.value;
  const isOffline = !syncState.value.online;
  const said = () => {
    if (isOffline) return words.cancelOffline;
    return problem === null ? null : (sentenceFor(words.problem, problem) ?? words.problemOther(problem));
  };
  const sentence = said();
  return (
    <div role="alert">
      {sentence !== null && (
        <Band icon={isOffline ? "offline" : "alert"} tone={isOffline ? "plain" : "mend"}>
          {sentence}
        </Band>
      )}
    </div>
  );
}

function Ended({ done }: { readonly done: Done }) {
  const words = consentsWords.value;
  return (
    <Page title={words.doneTitle}>
      <p role="status">
        <StatePill tone="done" icon="check" large>
          {words.done(moment(done.timeMs, Date.now(), commonWords.value))}
        </StatePill>
      </p>
      {done.reason === "broker" && <p>{words.doneBroker}</p>}
      <p>{words.handedIn}</p>
      <LinkButton href="/" weight="primary">
        {commonWords.value.backHome}
      </LinkButton>
    </Page>
  );
}
