/** The nearest ward, commune or special zone: by name, or by where the device is, without a network either way. */

import { useSignal } from "@preact/signals";
import type { Unit } from "../../forms/units";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { SearchBox } from "../../ui/SearchBox";
import { commonWords } from "../../words/common";
import { helpWords } from "../../words/help";
import { search } from "../../words/search";
import { ReportBroker } from "../parts/ReportBroker";
import { NearMe } from "./NearMe";
import { UnitCard } from "./UnitCard";
import { useUnits } from "./useUnits";

const shownMax = 10;

export function Help() {
  const words = helpWords.value;
  const query = useSignal("");
  const units = useUnits();
  const found = query.value.trim() === "" ? [] : search(units, query.value, names);
  return (
    <Page title={words.title} back={{ href: "/", label: commonWords.value.backHome }}>
      <p>{words.intro}</p>
      <SearchBox
        id="unit"
        label={words.search}
        hint={words.searchHint}
        query={query}
        result={query.value.trim() === "" ? "" : words.found(found.length)}
      />
      {query.value.trim() !== "" && found.length === 0 && <p>{words.none}</p>}
      {found.length > 0 && <h2>{words.results}</h2>}
      <ul class="plain-list">
        {found.slice(0, shownMax).map((unit) => (
          <UnitCard key={unit.code} unit={unit} />
        ))}
      </ul>
      {found.length > shownMax && <p>{words.shownFirst(shownMax)}</p>}
      {found.length === 0 && <NearMe units={units} />}
      <section aria-labelledby="ask">
        <h2 id="ask">{words.askTitle}</h2>
        <p>{words.noHours}</p>
        <div class="buttons">
          <LinkButton href="tel:1022" icon="phone">
            {words.call}
          </LinkButton>
        </div>
        <ReportBroker document={null} />
      </section>
      <section aria-labelledby="helped">
        <h2 id="helped">{words.helpedTitle}</h2>
        <p>{words.helpedHint}</p>
        <div class="buttons">
          <LinkButton href="/nguoi-giup" icon="person">
            {words.helped}
          </LinkButton>
          <LinkButton href="/huy-dong-y" icon="close">
            {words.cancelConsent}
          </LinkButton>
        </div>
      </section>
    </Page>
  );
}

/** People know the old names of their wards better than the new ones. */
function names(unit: Unit): string {
  return `${unit.full_name} ${unit.formerly}`;
}
