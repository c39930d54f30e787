/** In place of the whole app where what is typed would be lost: one sentence and one button. */

import { useSignal } from "@preact/signals";
import type { GateAction, GateCode } from "../../platform/gate";
import { Button } from "../../ui/Button";
import { LinkButton } from "../../ui/LinkButton";
import { Mark } from "../../ui/Mark";
import { Page } from "../../ui/Page";
import { gateWords } from "../../words/gate";

interface Props {
  readonly code: GateCode;
  readonly action: GateAction;
}

export function Gate({ code, action }: Props) {
  const words = gateWords.value;
  return (
    <>
      <header class="header">
        <div class="column">
          <p class="brand">
            <Mark place="header" />
            Hải Đăng
          </p>
        </div>
      </header>
      <Page title={code === "storage-refused" ? words.titleStorage : words.title}>
        <p>{words[code]}</p>
        <Remedy action={action} />
      </Page>
    </>
  );
}

function Remedy({ action }: { readonly action: GateAction }) {
  const words = gateWords.value;
  if (action.kind === "try-again") {
    return (
      <Button weight="primary" icon="refresh" onPress={() => location.reload()}>
        {words.retry}
      </Button>
    );
  }
  // The link to another browser carries no fragment, and in the fragment is the sign-in code.
  if (action.kind === "open-browser" && location.hash === "") {
    return (
      <LinkButton weight="primary" href={action.href}>
        {words.open}
      </LinkButton>
    );
  }
  return <CopyAddress />;
}

function CopyAddress() {
  const words = gateWords.value;
  const outcome = useSignal<"" | "copied" | "failed">("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      outcome.value = "copied";
    } catch {
      outcome.value = "failed";
    }
  };
  return (
    <>
      <Button weight="primary" onPress={() => void copy()}>
        {words.copy}
      </Button>
      <div role="status">
        {outcome.value === "copied" && <p>{words.copied}</p>}
        {outcome.value === "failed" && (
          <p>
            {words.copyFailed} <strong class="address">{location.href}</strong>
          </p>
        )}
      </div>
    </>
  );
}
