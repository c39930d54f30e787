/** What can be done here: the procedures, found by name with or without marks, and what each one asks for. */

import { useSignal } from "@preact/signals";
import { type Procedure, procedures } from "../../forms/procedures";
import { createDossier } from "../../store/dossiers";
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
import { Facts } from "./Facts";
import { OldNews } from "./OldNews";

export function Catalogue() {
  const words = catalogueWords.value;
  const query = useSignal("");
  const starting = useSignal<string | null>(null);
  const failed = useSignal(false);
  const found = search(procedures.value, query.value, searchText);

  async function start({ form }: Procedure) {
    if (starting.value !== null) return;
    starting.value = form;
    failed.value = false;
    announce(words.starting);
    try {
      await navigate(`/ho-so/${await createDossier(form)}/dien`);
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
      <OldNews />
      <ul class="plain-list">
        {found.map((procedure) => (
          <Card as="li" key={procedure.code}>
            <h2>{procedure.plain[language.value]}</h2>
            <p class="small">{procedure.name[language.value]}</p>
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

function searchText({ name, plain, synonyms }: Procedure): string {
  return [name.vi, name.en, plain.vi, plain.en, ...synonyms].join(" ");
}
