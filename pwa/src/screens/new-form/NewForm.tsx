/** "Tờ khai có mẫu mới": what is new, what has changed, what is no longer asked, and the step over to it. */

import { signal, useSignal } from "@preact/signals";
import { assemble, viewOf } from "../../forms/assemble";
import type { Carrying } from "../../forms/carrying";
import { dayOf } from "../../forms/days";
import { mendingOf } from "../../forms/mending";
import { firstOpen } from "../../forms/sections";
import { isClosed, putOff, toCarry, type WayOn } from "../../forms/wayOn";
import { carryOver, sealDossier } from "../../store/dossiers";
import { numberOf } from "../../store/formName";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Failed } from "../../ui/Failed";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { navigate, type ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { newFormWords } from "../../words/newForm";
import { plainDay } from "../../words/time";
import { NotFound } from "../frame/NotFound";
import { Unreadable } from "../frame/Unreadable";
import { procedureName } from "../parts/procedureName";
import { type OpenedDossier, useDossier } from "../parts/useDossier";
import { useWayOn } from "../parts/useWayOn";
import { Changes } from "./Changes";

export function NewForm({ params }: ScreenProps) {
  const opened = useDossier(params.document ?? "");
  if (opened === "missing") return <NotFound />;
  if (opened === "unreadable") return <Unreadable />;
  return opened === null ? <LookingUp /> : <Found opened={opened} />;
}

function LookingUp() {
  return (
    <Page title={newFormWords.value.title} busy>
      <p role="status">{commonWords.value.lookingUp}</p>
    </Page>
  );
}

function Found({ opened }: { readonly opened: OpenedDossier }) {
  const words = newFormWords.value;
  const view = opened.view.value;
  const way = useWayOn(view.card.form);
  const moving = useSignal(false);
  if (way === null) return <LookingUp />;
  const carrying = way === "none" ? null : toCarry(way, view);
  const here = `/ho-so/${view.card.document}`;
  // While it is being carried the page stays as it is: the next one comes by itself.
  if (way === "none" || (carrying === null && !moving.value)) {
    return (
      <Page title={words.newestTitle} back={{ href: here, label: words.back }}>
        <p>{words.newest}</p>
        <LinkButton href={here} weight="primary">
          {words.back}
        </LinkButton>
      </Page>
    );
  }
  const isLate = numberOf(view.card.form) === numberOf(way.to.id);
  // The hub may know of a last day that this release does not.
  const isTaken = way.isTaken && !isClosed(view);
  return (
    <Page
      title={isLate ? words.lateTitle : words.title}
      above={procedureName(view.card.form)}
      back={{ href: here, label: words.back }}
    >
      <p>{isLate ? words.lateIntro : words.intro}</p>
      {!isTaken && <p>{words.closed}</p>}
      {isTaken && way.lastDay !== null && <p>{words.takenUntil(plainDay(way.lastDay))}</p>}
      {carrying !== null && <Changes opened={opened} way={way} carrying={carrying} />}
      <Step
        opened={opened}
        way={way}
        isLate={isLate}
        isTaken={isTaken}
        onMoving={(on) => (moving.value = on)}
      />
    </Page>
  );
}

interface StepProps {
  readonly opened: OpenedDossier;
  readonly way: WayOn;
  readonly isLate: boolean;
  readonly isTaken: boolean;
  readonly onMoving: (on: boolean) => void;
}

/** "Chuyển sang mẫu mới", and "Để sau" while what was begun on the old form is still taken in. */
function Step({ opened, way, isLate, isTaken, onMoving }: StepProps) {
  const words = newFormWords.value;
  const busy = useSignal(false);
  const failed = useSignal(false);
  const { document } = opened.view.value.card;

  async function move() {
    if (busy.value) return;
    busy.value = true;
    failed.value = false;
    onMoving(true);
    try {
      const carrying = await sealed(opened, way);
      if (carrying !== null) await carryOver(document, way.to.id, carrying);
      announce(words.moved);
      await navigate(nextAfter(opened, way), { replace: true });
    } catch {
      failed.value = true;
      onMoving(false);
    } finally {
      busy.value = false;
    }
  }

  return (
    <>
      <Failed sentence={failed.value ? words.failed : null} />
      <div class="buttons">
        <Button weight="primary" icon="forward" busy={busy.value} onPress={() => void move()}>
          {isLate ? words.moveLate : words.move}
        </Button>
        {isTaken && (
          <Button
            onPress={() => {
              putOff(document);
              void navigate(`/ho-so/${document}/dien`, { replace: true });
            }}
          >
            {words.later}
          </Button>
        )}
      </div>
    </>
  );
}

/** What is to be carried once every answer is of a change that others can build on. */
async function sealed(opened: OpenedDossier, way: WayOn): Promise<Carrying | null> {
  await sealDossier(opened.view.peek().card.document);
  return toCarry(way, opened.view.peek());
}

/** To the first open question; where two answers stand, to the choice between them. */
function nextAfter({ view: dossier }: OpenedDossier, { to: form }: WayOn): string {
  const { card, conflicts } = dossier.peek();
  const here = `/ho-so/${card.document}`;
  if (conflicts.length > 0) return `${here}/hai-cau-tra-loi`;
  const answers = signal(assemble(form, viewOf(dossier.peek())));
  const mending = mendingOf({ form, answers, today: dayOf(Date.now()), dossier });
  const open = firstOpen(form, answers.value, mending);
  return open === null ? `${here}/kiem-tra` : `${here}/dien/${open}`;
}
