/** What stands around every screen: header, quiet notices, the offer to undo, and the voice for screen readers. */
import { effect, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { me, worksInSessions } from "../../store/me";
import { here } from "../../store/profile";
import { Announcer } from "../../ui/Announcer";
import { announce } from "../../ui/announce";
import { Icon } from "../../ui/Icon";
import { Mark } from "../../ui/Mark";
import { arriving, failed, shown } from "../../ui/router";
import { UndoBar } from "../../ui/UndoBar";
import { commonWords } from "../../words/common";
import { isHelper } from "../parts/isHelper";
import { Bands } from "./Bands";
import { DemoStrip } from "./DemoStrip";
import { Helping } from "./Helping";
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
        <Helping />
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
        <div class="header-end">
          <Session />
          {isHelper() && (
            <a href="/giup">
              <Icon name="person" />
              {words.helping}
            </a>
          )}
          <a href="/cai-dat">
            <Icon name="gear" />
            {words.settings}
          </a>
        </div>
      </div>
    </header>
  );
}

/** Fetched where there is a session to speak of: most people never have one. */
function Session() {
  const Menu = sessionMenu.value;
  return Menu === null || !worksInSessions() ? null : <Menu />;
}

const sessionMenu = signal<ComponentType | null>(null);
effect(() => {
  if (me.value?.session == null || !worksInSessions() || sessionMenu.peek() !== null) return;
  void import("./SessionMenu").then(
    ({ SessionMenu }) => {
      sessionMenu.value = SessionMenu;
    },
    // Offline before it ever came: the desk itself needs a network too.
    () => {},
  );
});

function CurrentScreen() {
  const current = shown.value;
  if (failed.value !== null) return <ScreenFailed />;
  if (current === null) return null;
  return <current.Screen params={current.params} />;
}
