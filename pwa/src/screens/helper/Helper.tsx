/** Who helps others: the next person, what is followed, what is not sent, and the end of the session. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import "../parts/helping.css";
import { codesToTakeDown } from "../../store/cancelCodes";
import type { DossierCard } from "../../store/cardOf";
import { cards } from "../../store/cards";
import { Band } from "../../ui/Band";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { helpingWords } from "../../words/helping";
import { AssistedEntry } from "../parts/AssistedEntry";
import { overBy } from "../parts/assistedNow";
import { isHelper } from "../parts/isHelper";
import { EndSession } from "./EndSession";
import { NotAHelper } from "./NotAHelper";
import { UnsentNow } from "./UnsentNow";

export function Helper() {
  const words = helpingWords.value;
  if (!isHelper()) return <NotAHelper />;
  const all = cards.value;
  const assisted = (all ?? []).filter((card) => card.assisted !== null && !card.discarded);
  const open = assisted.filter((card) => overBy(card) === null);
  const over = assisted.filter((card) => overBy(card) !== null);
  return (
    <Page title={words.title} back={{ href: "/", label: commonWords.value.backHome }} busy={all === null}>
      <LinkButton href="/giup/moi" weight="primary" icon="plus">
        {words.next}
      </LinkButton>
      <p class="small">{words.nextHint}</p>
      <TakeDown cards={assisted} />
      <section aria-labelledby="follow-ups">
        <h2 id="follow-ups">{words.followUps}</h2>
        {all === null && <p role="status">{commonWords.value.lookingUp}</p>}
        {all !== null && open.length === 0 && <p>{words.followUpsNone}</p>}
        <Entries cards={open} />
      </section>
      {over.length > 0 && (
        <section aria-labelledby="over">
          <h2 id="over">{words.over}</h2>
          <p>{words.overHint}</p>
          <Entries cards={over} />
        </section>
      )}
      <UnsentNow />
      <div class="buttons">
        <LinkButton href="/the" icon="person">
          {words.badge}
        </LinkButton>
        <LinkButton href="/tap-luyen" icon="play">
          {words.practise}
        </LinkButton>
        <EndSession kept={assisted.length} />
      </div>
    </Page>
  );
}

function Entries({ cards: shown }: { readonly cards: readonly DossierCard[] }) {
  return (
    <ul class="plain-list">
      {shown.map((card) => (
        <AssistedEntry key={card.document} card={card} />
      ))}
    </ul>
  );
}

/** The device went down, or somebody left, before the cancel code stood on paper. */
function TakeDown({ cards: assisted }: { readonly cards: readonly DossierCard[] }) {
  const words = helpingWords.value;
  const waiting = useSignal<readonly string[]>([]);
  useEffect(() => {
    void codesToTakeDown().then(
      (documents) => {
        waiting.value = documents;
      },
      () => {},
    );
  }, [assisted.length, waiting]);
  return (
    <>
      {assisted
        .filter(({ document }) => waiting.value.includes(document))
        .map(({ document, title }) => (
          <Band
            key={document}
            icon="alert"
            tone="wait"
            action={<LinkButton href={`/giup/giay/${document}`}>{words.takeDown}</LinkButton>}
          >
            {words.notTakenDown(title)}
          </Band>
        ))}
    </>
  );
}
