/** Practice: what it is, its beginning, its end, and the place where a practice dossier goes no further. */

import { useSignal } from "@preact/signals";
import { endPractice, peopleNow, practise } from "../../store/people";
import { here } from "../../store/profile";
import { switchTo } from "../../store/switching";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { Failed } from "../../ui/Failed";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import type { ScreenProps } from "../../ui/router";
import { commonWords } from "../../words/common";
import { peopleWords } from "../../words/people";

export function Practice({ params }: ScreenProps) {
  if (!here().isPractice) return <Before />;
  return params.done === undefined ? <Meanwhile /> : <Done />;
}

function Before() {
  const words = peopleWords.value;
  const busy = useSignal(false);
  const failed = useSignal(false);
  const begin = async () => {
    busy.value = true;
    failed.value = false;
    try {
      await switchTo(await practise());
    } catch {
      busy.value = false;
      failed.value = true;
    }
  };
  return (
    <Page title={words.practiceTitle} back={{ href: "/cai-dat", label: commonWords.value.settings }}>
      <p>{words.practiceIntro}</p>
      <Failed sentence={failed.value ? words.notStored : null} />
      <Button weight="primary" icon="play" busy={busy.value} onPress={() => void begin()}>
        {words.practiceStart}
      </Button>
    </Page>
  );
}

function Meanwhile() {
  const words = peopleWords.value;
  return (
    <Page title={words.practiceTitle} back={{ href: "/", label: commonWords.value.backHome }}>
      <p>{words.practiceNow}</p>
      <LinkButton href="/thu-tuc" weight="primary" icon="plus">
        {words.practiceTry}
      </LinkButton>
      <Ending />
    </Page>
  );
}

function Done() {
  const words = peopleWords.value;
  return (
    <Page title={words.practiceDone} back={{ href: "/tap-luyen", label: words.practiceBack }}>
      <p>{words.practiceDoneHint}</p>
      <LinkButton href="/thu-tuc" weight="primary" icon="plus">
        {words.practiceTry}
      </LinkButton>
      <Ending />
    </Page>
  );
}

function Ending() {
  const words = peopleWords.value;
  const asking = useSignal(false);
  const busy = useSignal(false);
  const failed = useSignal(false);
  const end = async () => {
    busy.value = true;
    failed.value = false;
    try {
      await switchTo(peopleNow().practice?.from ?? "", "/", endPractice);
    } catch {
      asking.value = false;
      busy.value = false;
      failed.value = true;
    }
  };
  return (
    <div class="buttons">
      <Failed sentence={failed.value ? words.notStored : null} />
      <Button icon="close" onPress={() => (asking.value = true)}>
        {words.practiceEnd}
      </Button>
      <Confirm
        open={asking.value}
        title={words.practiceAsk}
        no={commonWords.value.cancel}
        yes={words.practiceAskYes}
        danger
        busy={busy.value}
        onNo={() => (asking.value = false)}
        onYes={() => void end()}
      >
        <p>{words.practiceAskHint}</p>
      </Confirm>
    </div>
  );
}
