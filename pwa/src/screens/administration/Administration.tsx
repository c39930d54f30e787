/** The people whom an administrator looks after: by place, a page at a time. Nothing of it stays on the device. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { peopleList } from "../../net/administration";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import type { PeopleList, PersonCard } from "../../wire.gen";
import { administrationWords } from "../../words/administration";
import { commonWords } from "../../words/common";
import { reviewWords } from "../../words/review";
import { useActing } from "../parts/acting";
import { UnderMandate } from "../parts/UnderMandate";
import { AdministrationProblem, NotAnAdministrator } from "./AdministrationProblem";
import { PlaceChoice } from "./PlaceChoice";

export function Administration() {
  return (
    <UnderMandate roles={["administrator"]}>
      <People />
    </UnderMandate>
  );
}

function People() {
  const words = administrationWords.value;
  const list = useSignal<PeopleList | null>(null);
  const place = useSignal("");
  const { busy, problem, act } = useActing();

  async function load(after: string | null) {
    const answer = await act(() => peopleList(place.value, after));
    if (answer === null) return;
    const before = after === null ? [] : (list.value?.people ?? []);
    list.value = { ...answer, people: [...before, ...answer.people] };
  }
  useEffect(() => {
    void load(null);
  }, []);

  if (list.value === null && (problem.value === "not-found" || problem.value === "unknown-device"))
    return <NotAnAdministrator />;
  const { people = [], places = [], after = null } = list.value ?? {};
  return (
    <Page
      title={words.title}
      back={{ href: "/", label: commonWords.value.backHome }}
      busy={busy.value}
      kind="desk"
    >
      <AdministrationProblem code={problem.value} />
      <div class="buttons">
        <LinkButton href="/quan-tri/them" icon="plus">
          {words.add}
        </LinkButton>
        <LinkButton href="/quan-tri/xem-lai" icon="folder">
          {reviewWords.value.open}
        </LinkButton>
        <Button icon="refresh" busy={busy.value} onPress={() => void load(null)}>
          {busy.value ? words.refreshing : words.refresh}
        </Button>
      </div>
      {places.length > 1 && (
        <Field id="place" label={words.peopleAt}>
          {(tied) => (
            <PlaceChoice
              tied={tied}
              places={places}
              none={words.allPlaces}
              chosen={place.value}
              onChoose={(code) => {
                place.value = code;
                void load(null);
              }}
            />
          )}
        </Field>
      )}
      <h2>{words.people}</h2>
      {list.value !== null && people.length === 0 && <p>{words.none}</p>}
      <ul class="plain-list">
        {people.map((person) => (
          <Line key={person.account} person={person} />
        ))}
      </ul>
      {after !== null && (
        <Button icon="down" busy={busy.value} onPress={() => void load(after)}>
          {words.more}
        </Button>
      )}
    </Page>
  );
}

function Line({ person }: { readonly person: PersonCard }) {
  const words = administrationWords.value;
  const held = person.mandates.map((one) => words.roleAt(words.roles[one.role], one.authority_name));
  return (
    <li class="card">
      <p>
        <a href={`/quan-tri/nguoi/${person.account}`}>
          <strong>{person.person}</strong>
        </a>
        <span class="by">{person.unit_name}</span>
      </p>
      <p>{held.length === 0 ? words.noMandate : held.join("; ")}</p>
    </li>
  );
}
