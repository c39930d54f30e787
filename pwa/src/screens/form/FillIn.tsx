/**
 * The offer to fill this page in from "thông tin của tôi": shows what it would write, and writes only when told to.
 *
 * It keeps its place once it stands there: what is below it must not move while somebody types or is about to press.
 */

import { useRef } from "preact/hooks";
import { fieldOf } from "../../forms/dialect";
import { answerText } from "../../forms/format";
import { offered } from "../../forms/mine";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import type { Page } from "../../forms/steps";
import type { Values } from "../../forms/visible";
import { kept } from "../../store/mine";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { mineWords } from "../../words/mine";
import { isDesk } from "../parts/isDesk";

interface Props {
  readonly session: Session;
  readonly page: Page;
}

export function FillIn({ session, page }: Props) {
  const words = mineWords.value;
  const stood = useRef(false);
  const filledCount = useRef(0);
  const offers = offersOn(session, page);
  if (offers.size > 0) {
    stood.current = true;
    filledCount.current = 0;
  }
  if (!stood.current) return null;
  if (offers.size === 0) {
    const count = filledCount.current;
    return <p class="filled-in">{count === 0 ? words.nothingLeft : words.filled(count)}</p>;
  }
  const fill = async () => {
    filledCount.current = offers.size;
    for (const [path, value] of offers) session.put(path, value);
    if (await session.flush()) announce(words.filled(offers.size));
  };
  return (
    <details class="fill-in">
      <summary>{words.fillIn}</summary>
      <div class="card">
        <p>{words.willFill}</p>
        <Offers session={session} offers={offers} />
        <Button icon="check" onPress={() => void fill()}>
          {words.fillInNow}
        </Button>
      </div>
    </details>
  );
}

function Offers({ session, offers }: { readonly session: Session; readonly offers: Values }) {
  const speech = speechNow();
  return (
    <dl class="answers">
      {[...offers].map(([path, value]) => {
        const field = fieldOf(session.form, path);
        if (field === undefined) return null;
        return (
          <div key={path}>
            <dt>{field.label[speech.language]}</dt>
            <dd>{answerText(field, value, speech)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** At a desk, where one helps somebody, and in the rows of others, nothing is offered. */
function offersOn({ form, view, dossier, today }: Session, page: Page): Values {
  if (isDesk() || dossier.value.card.assisted !== null || page.row !== undefined) return new Map();
  if (kept.value === null) return new Map();
  const asking = { form, view: view.value, conflicts: dossier.value.conflicts, today };
  return offered(asking, page.step.fields, kept.value);
}
