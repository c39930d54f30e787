/** All dossiers on this device: first those that need their person, then drafts, then what was sent, then what was discarded. */

import { useSignal } from "@preact/signals";
import type { DossierCard } from "../../store/cardOf";
import { cards } from "../../store/cards";
import { restore } from "../../store/dossiers";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { dossiersWords } from "../../words/dossiers";
import { AssistedEntry } from "../parts/AssistedEntry";
import { DossierEntry } from "../parts/DossierEntry";
import { standingNow } from "../parts/StandingLine";

export function Dossiers() {
  const words = dossiersWords.value;
  const common = commonWords.value;
  const all = cards.value;
  const newest = (all ?? []).toSorted((a, b) => b.updatedMs - a.updatedMs);
  const kept = newest.filter((card) => !card.discarded && card.assisted === null);
  const assisted = newest.filter((card) => !card.discarded && card.assisted !== null);
  const needing = kept.filter((card) => standingNow(card).needsYou);
  const others = kept.filter((card) => !needing.includes(card));
  const drafts = others.filter((card) => card.state === "draft");
  return (
    <Page title={words.title} back={{ href: "/", label: common.backHome }} busy={all === null}>
      {all === null && <p role="status">{common.lookingUp}</p>}
      {all !== null && kept.length === 0 && (
        <Band icon="folder">
          <p>
            <strong>{words.emptyTitle}</strong>
          </p>
          <p>{words.empty}</p>
        </Band>
      )}
      <Group id="needing" title={words.needsYou} group={needing} />
      <Group id="drafts" title={words.drafts} group={drafts} />
      <Group id="sent" title={words.sent} group={others.filter((card) => card.state !== "draft")} />
      {assisted.length > 0 && (
        <section aria-labelledby="assisted">
          <h2 id="assisted">{words.assisted}</h2>
          <p>{words.assistedHint}</p>
          <ul class="plain-list">
            {assisted.map((card) => (
              <AssistedEntry key={card.document} card={card} />
            ))}
          </ul>
        </section>
      )}
      {all !== null && (
        <LinkButton href="/thu-tuc" weight="primary" icon="plus">
          {words.start}
        </LinkButton>
      )}
      <Discarded group={newest.filter((card) => card.discarded)} />
    </Page>
  );
}

interface GroupProps {
  readonly id: string;
  readonly title: string;
  readonly group: readonly DossierCard[];
}

function Group({ id, title, group }: GroupProps) {
  if (group.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="plain-list">
        {group.map((card) => (
          <DossierEntry key={card.document} card={card} />
        ))}
      </ul>
    </section>
  );
}

function Discarded({ group }: { readonly group: readonly DossierCard[] }) {
  const words = dossiersWords.value;
  const failed = useSignal(false);
  if (group.length === 0) return null;
  const bringBack = (card: DossierCard) =>
    restore(card.document).then(
      () => announce(words.restored),
      () => {
        failed.value = true;
      },
    );
  return (
    <details class="discarded">
      <summary>
        {words.discarded} ({group.length})
      </summary>
      <p>{words.discardedHint}</p>
      <Failed sentence={failed.value ? words.failed : null} />
      <ul class="plain-list">
        {group.map((card) => (
          <DossierEntry key={card.document} card={card}>
            <Button icon="refresh" onPress={() => void bringBack(card)}>
              {words.restore}
              <span class="sr">{words.number(card.number)}</span>
            </Button>
          </DossierEntry>
        ))}
      </ul>
    </details>
  );
}
