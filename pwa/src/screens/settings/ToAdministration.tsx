/** The way to the pages of those who administer or decide, for whoever holds such a mandate. The hub decides all the same. */

import { hasRole } from "../../store/me";
import { LinkButton } from "../../ui/LinkButton";
import { settingsWords } from "../../words/settings";

export function ToAdministration() {
  const words = settingsWords.value;
  const administers = hasRole("administrator");
  if (!(administers || hasRole("leader"))) return null;
  return (
    <section aria-labelledby="administration">
      <h2 id="administration">{words.cityWork}</h2>
      {administers && <p>{words.administrationHint}</p>}
      <div class="buttons">
        {administers && (
          <LinkButton href="/quan-tri" icon="person">
            {words.administration}
          </LinkButton>
        )}
        <LinkButton href="/quan-tri/xem-lai" icon="folder">
          {words.review}
        </LinkButton>
      </div>
    </section>
  );
}
