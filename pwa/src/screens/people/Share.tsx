/** Before: the device of one person, who may say that others use it too. */

import { stayAwake } from "../../store/awake";
import { identity } from "../../store/identity";
import { present, share } from "../../store/people";
import { announce } from "../../ui/announce";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { peopleWords } from "../../words/people";
import { startGuard } from "./guard";
import { NameForm } from "./NameForm";

export function Share() {
  const words = peopleWords.value;
  return (
    <Page title={words.title} back={{ href: "/cai-dat", label: commonWords.value.settings }}>
      <p>{words.shareIntro}</p>
      <p class="small">{words.shareHint}</p>
      <NameForm
        begins={present()?.name ?? identity.value.account?.person ?? ""}
        isMine
        go={words.share}
        onName={async (name) => {
          stayAwake(Date.now());
          await share(name);
          startGuard();
          announce(words.whoTitle);
        }}
      />
    </Page>
  );
}
