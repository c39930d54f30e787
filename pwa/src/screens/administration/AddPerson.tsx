/** Somebody who begins to work here: name, the authority's own id, where. What they may do is given next. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { speechNow } from "../../forms/speech";
import { addPerson, peopleList } from "../../net/administration";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { ErrorSummary } from "../../ui/ErrorSummary";
import { Field } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { navigate } from "../../ui/router";
import type { NewPerson, Place } from "../../wire.gen";
import { administrationWords } from "../../words/administration";
import { commonWords } from "../../words/common";
import { useActing } from "../parts/acting";
import { freshId } from "../parts/freshId";
import { UnderMandate } from "../parts/UnderMandate";
import { AdministrationProblem, NotAnAdministrator } from "./AdministrationProblem";
import { faultsOf, plainPerson } from "./newPerson";
import { PlaceChoice } from "./PlaceChoice";

const EMPTY: NewPerson = { person: "", staff: "", unit: "" };

export function AddPerson() {
  return (
    <UnderMandate roles={["administrator"]}>
      <Adding />
    </UnderMandate>
  );
}

function Adding() {
  const words = administrationWords.value;
  const places = useSignal<readonly Place[] | null>(null);
  const typed = useSignal(EMPTY);
  const attempt = useSignal(0);
  const account = useMemo(freshId, []);
  const { busy, problem, act } = useActing();
  const { faultPrefix } = commonWords.value;

  useEffect(() => {
    void act(() => peopleList("", null)).then((answer) => {
      places.value = answer?.places ?? null;
      if (answer?.places.length === 1) put({ unit: answer.places[0]?.code ?? "" });
    });
  }, []);
  const put = (part: Partial<NewPerson>) => {
    typed.value = { ...typed.value, ...part };
  };
  const faults = attempt.value === 0 ? [] : faultsOf(plainPerson(typed.value), words);
  const faultAt = (part: keyof NewPerson) => faults.find((fault) => fault.part === part)?.sentence;

  async function submit() {
    attempt.value += 1;
    const person = plainPerson(typed.value);
    if (faultsOf(person, words).length > 0) return;
    const page = await act(() => addPerson(account, person));
    if (page === null) return;
    announce(words.added(page.person));
    navigate(`/quan-tri/nguoi/${page.account}`);
  }

  if (places.value === null && problem.value === "not-found") return <NotAnAdministrator />;
  return (
    <Page
      title={words.addTitle}
      back={{ href: "/quan-tri", label: words.back }}
      busy={places.value === null && problem.value === null}
      faulty={faults.length > 0 ? faultPrefix : undefined}
      kind="desk"
    >
      <form
        noValidate
        aria-label={words.addTitle}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {faults.length > 0 && (
          <ErrorSummary
            title={speechNow().fields.faults(faults.length)}
            faults={faults.map(({ part, sentence }) => ({ at: { id: part }, sentence }))}
            attempt={attempt.value}
          />
        )}
        <AdministrationProblem code={problem.value} />
        <Field id="person" label={words.name} fault={faultAt("person")} faultPrefix={faultPrefix}>
          {(tied) => (
            <input
              {...tied}
              class="input"
              lang="vi"
              autocomplete="off"
              maxLength={100}
              value={typed.value.person}
              onInput={(event) => put({ person: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field
          id="staff"
          label={words.staff}
          hint={words.staffHint}
          fault={faultAt("staff")}
          faultPrefix={faultPrefix}
        >
          {(tied) => (
            <input
              {...tied}
              class="input"
              autocomplete="off"
              spellcheck={false}
              maxLength={40}
              value={typed.value.staff}
              onInput={(event) => put({ staff: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field id="unit" label={words.unit} fault={faultAt("unit")} faultPrefix={faultPrefix}>
          {(tied) => (
            <PlaceChoice
              tied={tied}
              places={places.value ?? []}
              none={words.unitMissing}
              chosen={typed.value.unit}
              onChoose={(unit) => put({ unit })}
            />
          )}
        </Field>
        <Button type="submit" weight="primary" icon="check" busy={busy.value}>
          {words.add}
        </Button>
      </form>
    </Page>
  );
}
