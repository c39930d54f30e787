/** What stands around every screen: header, quiet notices, the offer to undo, and the voice for screen readers. */
import { here } from "../../store/profile";
import { Announcer } from "../../ui/Announcer";
import { announce } from "../../ui/announce";
import { Icon } from "../../ui/Icon";
import { Mark } from "../../ui/Mark";
import { arriving, failed, shown } from "../../ui/router";
import { UndoBar } from "../../ui/UndoBar";
import { commonWords } from "../../words/common";
import { Bands } from "./Bands";
import { DemoStrip } from "./DemoStrip";
import { ScreenFailed } from "./ScreenFailed";

export function Frame() {
  const words = commonWords.value;
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      {here().isPractice && <PracticeMark />}
      <DemoStrip />
      <Header />
      <Bands />
      <div class="screen" aria-busy={arriving.value}>
        <CurrentScreen />
      </div>
      <UndoBar undoLabel={words.undo} closeLabel={words.close} onUndone={() => announce(words.undone)} />
      <Announcer />
    </>
  );
}

/** On every screen and on every sheet of paper. */
function PracticeMark() {
  const words = commonWords.value;
  return (
    <aside class="practice" aria-label={words.practiceMark}>
      <div class="column">
        <a href="/tap-luyen">{words.practice}</a>
      </div>
    </aside>
  );
}

function Header() {
  const words = commonWords.value;
  return (
    <header class="header">
      <div class="column">
        <a class="brand" href="/" aria-label={words.toHome}>
          <Mark place="header" />
          Hải Đăng
        </a>
        <a href="/cai-dat">
          <Icon name="gear" />
          {words.settings}
        </a>
      </div>
    </header>
  );
}

function CurrentScreen() {
  const current = shown.value;
  if (failed.value !== null) return <ScreenFailed />;
  if (current === null) return null;
  return <current.Screen params={current.params} />;
}
