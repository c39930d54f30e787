/** How old the list of procedures is: when the hub issued it, and when it was last asked for a newer one. */

import { catalogue, catalogueAskedMs } from "../../store/catalogue";
import { commonWords } from "../../words/common";
import { settingsWords } from "../../words/settings";
import { date, moment } from "../../words/time";

export function CatalogueAge() {
  const words = settingsWords.value;
  const { issuedMs } = catalogue.value;
  const askedMs = catalogueAskedMs.value;
  return (
    <section aria-labelledby="catalogue">
      <h2 id="catalogue">{words.catalogue}</h2>
      {issuedMs === null || askedMs === null ? (
        <p>{words.catalogueBuiltIn}</p>
      ) : (
        <p>
          {words.catalogueFrom(date(issuedMs))}{" "}
          {words.catalogueAsked(moment(askedMs, Date.now(), commonWords.value))}
        </p>
      )}
    </section>
  );
}
