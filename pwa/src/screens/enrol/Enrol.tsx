/** Signing in: a one-time code, from a link or typed, and a name for this device; a passkey, or another's door. */

import { useEffect } from "preact/hooks";
import { ANOTHERS } from "../../net/enrol";
import { identity } from "../../store/identity";
import { here } from "../../store/profile";
import { Band } from "../../ui/Band";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { enrolWords } from "../../words/enrol";
import { oidcWords } from "../../words/oidc";
import { Doors } from "../parts/Doors";
import { Anothers, NoSignIn } from "./Anothers";
import { ByPasskey } from "./ByPasskey";
import { CodeForm } from "./CodeForm";
import { takeCodeFromAddress } from "./code";
import { deviceKind } from "./deviceKind";
import { useEnrolling } from "./enrolling";
import { SignedIn } from "./SignedIn";

export function Enrol() {
  const words = enrolWords.value;
  const enrolling = useEnrolling();
  const { label, problem, done, attempt, faults, beginAtDoor, finish } = enrolling;
  const { account } = identity.value;

  useEffect(() => {
    takeCodeFromAddress();
    addEventListener("hashchange", takeCodeFromAddress);
    return () => removeEventListener("hashchange", takeCodeFromAddress);
  }, []);

  if (here().isPractice) return <NoSignIn />;
  if (done.value && account !== null) return <SignedIn account={account} />;
  if (problem.value === ANOTHERS && account !== null) {
    return <Anothers person={account.person} onBack={() => (problem.value = null)} />;
  }
  return (
    <Page
      title={words.title}
      back={{ href: "/", label: commonWords.value.backHome }}
      faulty={faults.length > 0 ? commonWords.value.faultPrefix : undefined}
    >
      {faults.length > 0 && (
        <ErrorSummary
          title={words.faults(faults.length)}
          faults={faults.map(({ id, sentence }) => ({ at: { id }, sentence }))}
          attempt={attempt}
        />
      )}
      {account !== null && (
        <Band icon="person" action={<a href="/doi-nguoi/them">{words.anotherPerson}</a>}>
          {words.already(account.person)}
        </Band>
      )}
      <p>{words.intro}</p>
      <CodeForm {...enrolling} />
      <ByPasskey label={label.value.trim() || words.deviceKinds[deviceKind(navigator)]} onDone={finish} />
      <Doors
        title={oidcWords.value.or}
        useful={({ citizens, staff }) => citizens || staff}
        begin={beginAtDoor}
      />
    </Page>
  );
}
