/** "Thông tin của tôi": what this device keeps about a person, to fill forms in from when they ask for it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { kept, lookAtKept } from "../../store/mine";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { mineWords } from "../../words/mine";
import { isDesk } from "../parts/isDesk";
import { Forget } from "./Forget";
import { MineForm } from "./MineForm";
import { MineNotOpened } from "./MineNotOpened";
import { type MineSession, openMine } from "./session";

export function Mine() {
  return isDesk() ? <AtDesk /> : <OfPerson />;
}

function OfPerson() {
  const opened = useMine();
  const words = mineWords.value;
  const back = { href: "/cai-dat", label: commonWords.value.back };
  if (opened === null) return <Page title={words.title} back={back} busy />;
  if (opened === "unreadable") return <MineNotOpened />;
  return <MineForm session={opened} back={back} />;
}

/** What was kept before the device became a desk's can still be deleted. */
function AtDesk() {
  const words = mineWords.value;
  useEffect(() => {
    void lookAtKept().catch(() => {});
  }, []);
  return (
    <Page title={words.title} back={{ href: "/cai-dat", label: commonWords.value.back }}>
      <p>{words.atDesk}</p>
      {(kept.value?.size ?? 0) > 0 && <Forget />}
    </Page>
  );
}

/** Null while it is being opened. */
function useMine(): MineSession | "unreadable" | null {
  const opened = useSignal<MineSession | "unreadable" | null>(null);
  useEffect(() => {
    let gone = false;
    void openMine().then(
      (session) => {
        if (gone) void session.close();
        else opened.value = session;
      },
      () => {
        opened.value = "unreadable";
      },
    );
    return () => {
      gone = true;
      if (typeof opened.value !== "string") void opened.value?.close();
      opened.value = null;
    };
  }, [opened]);
  return opened.value;
}
