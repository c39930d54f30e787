/** Signing in: a one-time code, from a link or typed, and a name for this device. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ANOTHERS, enrol } from "../../net/enrol";
import { askMe } from "../../net/me";
import { beginEnrolment } from "../../net/oidc";
import { identity } from "../../store/identity";
import { here } from "../../store/profile";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Field } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { enrolWords } from "../../words/enrol";
import { oidcWords } from "../../words/oidc";
import { Doors } from "../parts/Doors";
import { Anothers, NoSignIn } from "./Anothers";
import { ByPasskey } from "./ByPasskey";
import { linkCode, takeCodeFromAddress } from "./code";
import { deviceKind } from "./deviceKind";
import { EnrolProblem } from "./EnrolProblem";
import { type EnrolFault, faultsOf } from "./faults";
import { SignedIn } from "./SignedIn";

export function Enrol() {
  const words = enrolWords.value;
  const attempt = useSignal(0);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const done = useSignal(false);
  // At another's door no code is asked for.
  const atDoor = useSignal(false);
  const label = useSignal(identity.value.account?.label ?? words.deviceKinds[deviceKind(navigator)]);
  const { account } = identity.value;
  const faults = faultsOf(linkCode.value, label.value, words);
  // Once it is done the code is gone, and its box is not one to mend.
  const asked = atDoor.value ? faults.filter(ofLabel) : faults;
  const shown = attempt.value === 0 || done.value ? [] : asked;

  useEffect(() => {
    takeCodeFromAddress();
    addEventListener("hashchange", takeCodeFromAddress);
    return () => removeEventListener("hashchange", takeCodeFromAddress);
  }, []);

  async function submit() {
    attempt.value += 1;
    atDoor.value = false;
    problem.value = null;
    if (faults.length > 0 || busy.value) return;
    busy.value = true;
    announce(words.going);
    const result = await enrol(linkCode.value.trim(), label.value.trim());
    if (result.ok) {
      // Which pages are this person's; where it fails, it is known beside the next exchange.
      await askMe();
      done.value = true;
      linkCode.value = "";
    } else {
      busy.value = false;
      problem.value = result.code;
    }
  }

  /** The device has a name all the same. */
  function beginAtDoor(provider: string) {
    problem.value = null;
    attempt.value += 1;
    atDoor.value = true;
    return faults.some(ofLabel) ? null : beginEnrolment(provider, label.value.trim());
  }

  if (here().isPractice) return <NoSignIn />;
  if (done.value && account !== null) return <SignedIn account={account} />;
  if (problem.value === ANOTHERS && account !== null) {
    return <Anothers person={account.person} onBack={() => (problem.value = null)} />;
  }
  return (
    <Page
      title={words.title}
      back={{ href: "/", label: commonWords.value.backHome }}
      faulty={shown.length > 0 ? commonWords.value.faultPrefix : undefined}
    >
      {shown.length > 0 && (
        <ErrorSummary
          title={words.faults(shown.length)}
          faults={shown.map(({ id, sentence }) => ({ at: { id }, sentence }))}
          attempt={attempt.value}
        />
      )}
      {account !== null && (
        <Band icon="person" action={<a href="/doi-nguoi/them">{words.anotherPerson}</a>}>
          {words.already(account.person)}
        </Band>
      )}
      <p>{words.intro}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          id="code"
          label={words.code}
          hint={words.codeHint}
          fault={shown.find(({ id }) => id === "code")?.sentence}
          text={linkCode}
        />
        <TextField
          id="label"
          label={words.label}
          hint={words.labelHint}
          fault={shown.find(({ id }) => id === "label")?.sentence}
          text={label}
        />
        <EnrolProblem code={problem.value} />
        <p class="small">{words.warning}</p>
        <Button type="submit" weight="primary" icon="check" busy={busy.value}>
          {busy.value ? words.going : words.go}
        </Button>
      </form>
      <ByPasskey
        label={label.value.trim() || words.deviceKinds[deviceKind(navigator)]}
        onDone={() => {
          done.value = true;
          linkCode.value = "";
        }}
      />
      <Doors
        title={oidcWords.value.or}
        useful={({ citizens, staff }) => citizens || staff}
        begin={beginAtDoor}
      />
    </Page>
  );
}

function ofLabel({ id }: EnrolFault): boolean {
  return id === "label";
}

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly fault: string | undefined;
  readonly text: { value: string };
}

function TextField({ id, label, hint, fault, text }: TextFieldProps) {
  return (
    <Field id={id} label={label} hint={hint} fault={fault} faultPrefix={commonWords.value.faultPrefix}>
      {(tied) => (
        <input
          {...tied}
          class="input"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      )}
    </Field>
  );
}
