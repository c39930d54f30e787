/** What can be done here: the procedures, found by name with or without marks, and what each one asks for. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dayOf } from "../../forms/days";
import { recordOn, successorOn } from "../../forms/inForce";
import { type Procedure, procedures } from "../../forms/procedures";
import { versionNow } from "../../forms/published";
import { createDossier } from "../../store/dossiers";
import { hubTimeMs } from "../../store/exchangeFacts";
import { language } from "../../store/settings";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { navigate } from "../../ui/router";
import { SearchBox } from "../../ui/SearchBox";
import { catalogueWords } from "../../words/catalogue";
import { commonWords } from "../../words/common";
import { search } from "../../words/search";
import { plainDay } from "../../words/time";
import { Facts } from "./Facts";

export function Catalogue() {
  const words = catalogueWords.value;
  const query = useSignal("");
  const starting = useSignal<string | null>(null);
  const failed = useSignal(false);
  const today = useToday();
  const found = search(inForceOn(today), query.value, searchText);

  async function start({ form }: Procedure) {
    if (starting.value !== null) return;
    starting.value = form;
    failed.value = false;
    announce(words.starting);
    try {
      await navigate(`/ho-so/${await createDossier(versionNow(form, today))}/dien`);
    } catch {
      failed.value = true;
    } finally {
      starting.value = null;
    }
  }

  return (
    <Page title={words.title} back={{ href: "/", label: commonWords.value.backHome }}>
      <SearchBox
        id="search"
        label={words.search}
        hint={words.searchHint}
        query={query}
        result={query.value === "" ? "" : words.found(found.length)}
      />
      {failed.value && (
        <div role="alert">
          <Band icon="alert" tone="mend" action={<a href="/cai-dat">{commonWords.value.settings}</a>}>
            {words.startFailed}
          </Band>
        </div>
      )}
      {found.length === 0 && (
        <>
          <p>{words.none}</p>
          <LinkButton href="/tro-giup">{words.help}</LinkButton>
        </>
      )}
      <ul class="plain-list">
        {found.map((procedure) => (
          <Card as="li" key={procedure.code}>
            <h2>{procedure.plain[language.value]}</h2>
            <p class="small">{procedure.name[language.value]}</p>
            <Changing procedure={procedure} today={today} />
            <Facts procedure={procedure} />
            <div class="buttons">
              <Button icon="pencil" busy={starting.value !== null} onPress={() => void start(procedure)}>
                {words.start}
                <span class="sr">{procedure.plain[language.value]}</span>
              </Button>
            </div>
          </Card>
        ))}
      </ul>
      <p class="small">{words.aboutSource}</p>
    </Page>
  );
}

/** By the hub's clock, as far as it is known here. */
function useToday(): string {
  const today = useSignal(dayOf(Date.now()));
  useEffect(() => {
    void hubTimeMs().then(
      (now) => {
        today.value = dayOf(now);
      },
      () => {},
    );
  }, [today]);
  return today.value;
}

function inForceOn(today: string): readonly Procedure[] {
  return procedures.filter((each) => recordOn(procedures, each.code, today) === each);
}

/** What is known to change, and from when. */
function Changing({ procedure, today }: { readonly procedure: Procedure; readonly today: string }) {
  const words = catalogueWords.value;
  const { code, effective_until: until } = procedure;
  const next = successorOn(procedures, code, today);
  if (next !== null) return <p class="small">{words.changesFrom(plainDay(next.effective_from))}</p>;
  return until === undefined || today <= until ? null : <p class="small">{words.ended(plainDay(until))}</p>;
}

function searchText({ name, plain, synonyms }: Procedure): string {
  return [name.vi, name.en, plain.vi, plain.en, ...synonyms].join(" ");
}
