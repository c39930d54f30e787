/** The way to the administrator's pages, for who works for the city. Whether they may come in, the hub says. */

import { identity } from "../../store/identity";
import { LinkButton } from "../../ui/LinkButton";
import { administrationWords } from "../../words/administration";

export function ToAdministration() {
  const words = administrationWords.value;
  if ((identity.value.account?.unit ?? "") === "") return null;
  return (
    <section aria-labelledby="administration">
      <h2 id="administration">{words.title}</h2>
      <p>{words.openHint}</p>
      <LinkButton href="/quan-tri" icon="person">
        {words.open}
      </LinkButton>
    </section>
  );
}
