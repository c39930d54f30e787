/** What waits for a person to decide: work that the hub kept apart. One at a time is opened, with a reason. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { reviewList } from "../../net/review";
import { hasRole } from "../../store/me";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import type { ReviewItem, Review as Waiting } from "../../wire.gen";
import { administrationWords } from "../../words/administration";
import { commonWords } from "../../words/common";
import { reviewWords } from "../../words/review";
import { fullMoment } from "../../words/time";
import { useActing } from "../parts/acting";
import { HubProblem } from "../parts/HubProblem";
import { procedureName } from "../parts/procedureName";
import { UnderMandate } from "../parts/UnderMandate";
import { Cards } from "./Cards";
import { Deciding } from "./Deciding";
import { Signals } from "./Signals";

export function Review() {
  return (
    <UnderMandate roles={["administrator", "leader"]}>
      <Waits />
    </UnderMandate>
  );
}

function Waits() {
  const words = reviewWords.value;
  const waiting = useSignal<Waiting | null>(null);
  const opened = useSignal<string | null>(null);
  const acting = useActing();
  const { busy, problem, act } = acting;

  async function load() {
    const answer = await act(reviewList);
    if (answer !== null) waiting.value = answer;
  }
  useEffect(() => {
    void load();
  }, []);
  // What was shown is not what waits any more: it is asked for anew, and the reason that was typed stays.
  useEffect(() => {
    if (problem.value !== "moved-on") return;
    void reviewList().then((answer) => {
      if (answer.ok) waiting.value = answer.answer;
    });
  }, [problem.value]);

  const { items = [], more = 0, cards = [] } = waiting.value ?? {};
  const isStranger = waiting.value === null && problem.value === "not-found";
  return (
    <Page
      title={words.title}
      back={
        // Who decides need not be one who administers.
        hasRole("administrator")
          ? { href: "/quan-tri", label: administrationWords.value.title }
          : { href: "/", label: commonWords.value.backHome }
      }
      busy={waiting.value === null && problem.value === null}
      kind="desk"
    >
      <p>{isStranger ? words.needDecider : words.intro}</p>
      {!isStranger && opened.value === null && (
        <>
          <HubProblem code={problem.value} own={words.problem} />
          <div class="buttons">
            <Button icon="refresh" busy={busy.value} onPress={() => void load()}>
              {busy.value ? administrationWords.value.refreshing : administrationWords.value.refresh}
            </Button>
          </div>
        </>
      )}
      {waiting.value !== null && items.length === 0 && <p>{words.none}</p>}
      <ul class="plain-list">
        {items.map((item) => (
          <li key={keyOf(item)} class="card">
            <About item={item} />
            {opened.value === keyOf(item) ? (
              <Deciding
                item={item}
                acting={acting}
                onLeave={() => {
                  opened.value = null;
                  problem.value = null;
                }}
                onDecided={(said) => {
                  opened.value = null;
                  announce(said);
                  void load();
                }}
              />
            ) : (
              opened.value === null && (
                <Button
                  icon="search"
                  onPress={() => {
                    opened.value = keyOf(item);
                    problem.value = null;
                  }}
                >
                  {words.look}
                  <span class="sr"> {item.number}</span>
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{words.more(more)}</p>}
      {cards.length > 0 && <Cards cards={cards} />}
      {!isStranger && waiting.value !== null && <Signals />}
    </Page>
  );
}

function About({ item }: { readonly item: ReviewItem }) {
  const words = reviewWords.value;
  return (
    <>
      <p>
        <strong>{procedureName(item.form)}</strong>
      </p>
      <p class="number">{item.number}</p>
      <p>{words.from(item.person, item.label)}</p>
      <p class="by">
        {words.came(item.changes, fullMoment(item.first))}:{" "}
        {item.codes.map((code) => words.codes[code]).join(", ")}.
      </p>
    </>
  );
}

/** Of one device some may stand, and some not. */
function keyOf({ document, device, may_stand: mayStand }: ReviewItem): string {
  return `${document}/${device}/${mayStand}`;
}
