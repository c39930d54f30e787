/** At the desk: a code for a citizen whom the hub does not know yet, once their paper was seen. */

import { useSignal } from "@preact/signals";
import { speechNow } from "../../forms/speech";
import { addCitizen } from "../../net/administration";
import { identity } from "../../store/identity";
import { Button } from "../../ui/Button";
import { ErrorSummary, type Fault } from "../../ui/ErrorSummary";
import { Field } from "../../ui/Field";
import { Page } from "../../ui/Page";
import type { FreshCode } from "../../wire.gen";
import { commonWords } from "../../words/common";
import { deskWords } from "../../words/desk";
import { devicesWords } from "../../words/devices";
import { DeskProblem } from "../desk/DeskProblem";
import { NotAnOfficer } from "../desk/NotAnOfficer";
import { AtWork } from "../parts/AtWork";
import { useActing } from "../parts/acting";
import { CodeShown } from "../parts/CodeShown";
import { freshId } from "../parts/freshId";
import { Grounds, groundFaults, type Looked, NOTHING_LOOKED_AT } from "../parts/Grounds";
import { isDesk } from "../parts/isDesk";
import { plainLine } from "../parts/plainLine";

export function NewCitizen() {
  const { account } = identity.value;
  if (account === null || !isDesk()) return <NotAnOfficer title={devicesWords.value.citizenTitle} />;
  return (
    <AtWork>
      <Making unitName={account.unitName} />
    </AtWork>
  );
}

function Making({ unitName }: { readonly unitName: string }) {
  const words = devicesWords.value;
  const code = useSignal<FreshCode | null>(null);
  const next = useSignal(freshId());
  return (
    <Page
      title={words.citizenTitle}
      above={deskWords.value.at(unitName)}
      back={{ href: "/quay", label: deskWords.value.back }}
      kind="desk"
    >
      {code.value === null ? (
        <Form
          account={next.value}
          onMade={(made) => {
            code.value = made;
          }}
        />
      ) : (
        <CodeShown
          code={code.value}
          onDone={() => {
            code.value = null;
            next.value = freshId();
          }}
        />
      )}
    </Page>
  );
}

interface FormProps {
  readonly account: string;
  readonly onMade: (code: FreshCode) => void;
}

function Form({ account, onMade }: FormProps) {
  const words = devicesWords.value;
  const { faultPrefix } = commonWords.value;
  const name = useSignal("");
  const looked = useSignal<Looked>(NOTHING_LOOKED_AT);
  const attempt = useSignal(0);
  const { busy, problem, act } = useActing();
  const faults = attempt.value === 0 ? [] : faultsOf();

  function faultsOf(): readonly Fault[] {
    const missing = { at: { id: "citizen-name" }, sentence: words.citizenNameMissing };
    return [...(plainLine(name.value) === "" ? [missing] : []), ...groundFaults(looked.value)];
  }

  async function submit() {
    attempt.value += 1;
    const { ground, words: said } = looked.value;
    if (ground === "" || faultsOf().length > 0) return;
    const citizen = { person: plainLine(name.value), ground, words: plainLine(said) };
    const made = await act(() => addCitizen(account, citizen));
    if (made !== null) onMade(made);
  }

  return (
    <form
      noValidate
      aria-label={words.citizenTitle}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{words.citizenHint}</p>
      {faults.length > 0 && (
        <ErrorSummary
          title={speechNow().fields.faults(faults.length)}
          faults={faults}
          attempt={attempt.value}
        />
      )}
      <DeskProblem code={problem.value} own={words.problem} />
      <Field
        id="citizen-name"
        label={words.citizenName}
        fault={plainLine(name.value) === "" && attempt.value > 0 ? words.citizenNameMissing : undefined}
        faultPrefix={faultPrefix}
      >
        {(tied) => (
          <input
            {...tied}
            class="input"
            lang="vi"
            autocomplete="off"
            maxLength={100}
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <Grounds
        looked={looked.value}
        isTried={attempt.value > 0}
        onLook={(now) => {
          looked.value = now;
        }}
      />
      <Button type="submit" weight="primary" icon="phone" busy={busy.value}>
        {busy.value ? words.making : words.citizenMake}
      </Button>
    </form>
  );
}
