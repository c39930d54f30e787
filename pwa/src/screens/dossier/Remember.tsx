/** After handing in: what the dossier says about the one who filled it in may be kept for the next, if they want it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { assemble, viewOf } from "../../forms/assemble";
import { loadMine } from "../../forms/catalogue";
import { dayOf } from "../../forms/days";
import { type Form, fieldOf } from "../../forms/dialect";
import { justHandedIn } from "../../forms/handedIn";
import { learnt, named } from "../../forms/mine";
import type { DossierView } from "../../store/dossiers";
import { type Kept, kept, lookAtKept, remember } from "../../store/mine";
import { language } from "../../store/settings";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { mineWords } from "../../words/mine";
import { answerSaid } from "../parts/answerSaid";
import { isDesk } from "../parts/isDesk";

interface Props {
  readonly view: DossierView;
  readonly form: Form;
}

export function Remember({ view, form }: Props) {
  const words = mineWords.value;
  const mine = useSignal<Form | null>(null);
  const state = useSignal<"asking" | "kept" | "failed">("asking");
  useEffect(() => {
    // Where it cannot be read nothing is offered.
    void Promise.all([loadMine(), lookAtKept()]).then(
      ([loaded]) => {
        mine.value = loaded;
      },
      () => {},
    );
  }, [mine]);
  if (state.value === "kept") return <Remembered />;
  // What somebody else answered is nothing of this person's.
  if (isDesk() || view.card.assisted !== null) return null;
  if (mine.value === null || kept.value === null) return null;
  const news = learnt(form, assemble(form, viewOf(view)), kept.value, mine.value, dayOf(Date.now()));
  if (news.size === 0) return null;
  const rememberThem = async () => {
    try {
      await remember(news);
      state.value = "kept";
      announce(words.remembered);
    } catch {
      state.value = "failed";
    }
  };
  return (
    <section aria-labelledby="remember" class="no-print">
      <h2 id="remember">{words.remember}</h2>
      <p>{words.rememberHint}</p>
      <News mine={mine.value} news={news} before={kept.value} />
      <Failed sentence={state.value === "failed" ? words.rememberFailed : null} />
      <div class="buttons">
        <Button icon="check" onPress={() => void rememberThem()}>
          {words.rememberYes}
        </Button>
        <Button
          weight="quiet"
          onPress={() => {
            justHandedIn.value = null;
          }}
        >
          {words.rememberNo}
        </Button>
      </div>
    </section>
  );
}

function Remembered() {
  const words = mineWords.value;
  return (
    <Band icon="check" tone="done" action={<a href="/cai-dat/thong-tin-cua-toi">{words.see}</a>}>
      {words.remembered}
    </Band>
  );
}

interface NewsProps {
  readonly mine: Form;
  readonly news: Kept;
  readonly before: Kept;
}

/** What would be kept, and what is kept in its place now. */
function News({ mine, news, before }: NewsProps) {
  const words = mineWords.value;
  const told = [...named(mine)].filter(([, name]) => news.has(name));
  return (
    <dl class="answers">
      {told.map(([path, name]) => {
        const field = fieldOf(mine, path);
        const now = answerSaid(field, before.get(name) ?? null);
        return (
          <div key={path}>
            <dt>{field?.label[language.value]}</dt>
            <dd>
              {answerSaid(field, news.get(name) ?? null) || words.dropped}
              {now !== "" && <span class="by">{words.nowKept(now)}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
