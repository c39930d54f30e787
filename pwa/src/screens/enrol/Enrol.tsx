/** Signing in: a one-time code, from a link or typed, and a name for this device. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Enrolment, enrol } from "../../net/enrol";
import { identity } from "../../store/identity";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Field } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { enrolWords } from "../../words/enrol";
import { sentenceFor } from "../../words/speak";
import { linkCode, takeCodeFromAddress } from "./code";
import { deviceKind } from "./deviceKind";
import { SignedIn } from "./SignedIn";

const codeCharactersMax = 64;
const labelCharactersMax = 60;

export function Enrol() {
  const words = enrolWords.value;
  const code = useSignal(linkCode.value);
  const label = useSignal(identity.value.account?.label ?? words.deviceKinds[deviceKind(navigator)]);
  const attempt = useSignal(0);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const done = useSignal(false);
  const { account } = identity.value;

  useEffect(() => {
    const take = () => {
      takeCodeFromAddress();
      if (linkCode.value !== "") code.value = linkCode.value;
    };
    take();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, [code]);

  const faults = attempt.value === 0 ? {} : faultsOf(code.value, label.value);
  const [codeFault, labelFault] = [faults.code, faults.label];

  async function submit() {
    attempt.value += 1;
    problem.value = null;
    const { code: first, label: second } = faultsOf(code.value, label.value);
    if (first !== undefined || second !== undefined) return;
    busy.value = true;
    announce(words.going);
    const result: Enrolment = await enrol(code.value.trim(), label.value.trim());
    busy.value = false;
    if (result.ok) {
      linkCode.value = "";
      done.value = true;
    } else {
      problem.value = result.code;
    }
  }

  if (done.value && account !== null) return <SignedIn account={account} />;
  const faulty = [
    ...(codeFault === undefined ? [] : [{ at: { id: "code" }, sentence: codeFault }]),
    ...(labelFault === undefined ? [] : [{ at: { id: "label" }, sentence: labelFault }]),
  ];
  return (
    <Page
      title={words.title}
      back={{ href: "/", label: commonWords.value.backHome }}
      faulty={faulty.length > 0 ? commonWords.value.faultPrefix : undefined}
    >
      {faulty.length > 0 && (
        <ErrorSummary title={words.faults(faulty.length)} faults={faulty} attempt={attempt.value} />
      )}
      {account !== null && <Band icon="person">{words.already(account.person)}</Band>}
      <p>{words.intro}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) void submit();
        }}
      >
        <Field
          id="code"
          label={words.code}
          hint={linkCode.value === "" ? words.codeHint : words.fromLink}
          fault={codeFault}
          faultPrefix={commonWords.value.faultPrefix}
        >
          {(tied) => (
            <input
              {...tied}
              class="input spaced"
              autocomplete="one-time-code"
              autocapitalize="none"
              spellcheck={false}
              value={code.value}
              onInput={(event) => {
                code.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Field
          id="label"
          label={words.label}
          hint={words.labelHint}
          fault={labelFault}
          faultPrefix={commonWords.value.faultPrefix}
        >
          {(tied) => (
            <input
              {...tied}
              class="input"
              autocomplete="off"
              value={label.value}
              onInput={(event) => {
                label.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Problem code={problem.value} />
        <p class="small">{words.warning}</p>
        <Button type="submit" weight="primary" icon="check" busy={busy.value}>
          {busy.value ? words.going : words.go}
        </Button>
      </form>
    </Page>
  );
}

function Problem({ code }: { readonly code: string | null }) {
  const words = enrolWords.value;
  if (code === null) return null;
  return (
    <div role="alert">
      <Band icon="alert" tone="mend">
        {sentenceFor(words.problem, code) ?? words.problemOther(code)}
      </Band>
    </div>
  );
}

function faultsOf(code: string, label: string): { readonly code?: string; readonly label?: string } {
  const words = enrolWords.value;
  const faults: { code?: string; label?: string } = {};
  if (code.trim() === "") faults.code = words.codeMissing;
  else if (code.trim().length > codeCharactersMax) faults.code = words.codeLong;
  if (label.trim() === "") faults.label = words.labelMissing;
  else if (label.trim().length > labelCharactersMax) faults.label = words.labelLong;
  return faults;
}
