/** Where nobody signs in: a code of another person's than this place belongs to, and practice. */

import { Button } from "../../ui/Button";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { enrolWords } from "../../words/enrol";
import { peopleWords } from "../../words/people";
import { linkCode } from "./code";

interface Props {
  readonly person: string;
  readonly onBack: () => void;
}

/** The code is not spent: it goes along to the place that is opened for its person. */
export function Anothers({ person, onBack }: Props) {
  const words = peopleWords.value;
  return (
    <Page title={words.anothersTitle}>
      <p>{words.anothers(person)}</p>
      <LinkButton
        href={`/doi-nguoi/them#ma=${encodeURIComponent(linkCode.value.trim())}`}
        weight="primary"
        icon="plus"
      >
        {words.anothersGo}
      </LinkButton>
      <div class="buttons">
        <Button icon="back" onPress={onBack}>
          {commonWords.value.back}
        </Button>
      </div>
    </Page>
  );
}

export function NoSignIn() {
  const words = peopleWords.value;
  return (
    <Page title={enrolWords.value.title} back={{ href: "/tap-luyen", label: words.practiceBack }}>
      <p>{words.practiceNoSignIn}</p>
    </Page>
  );
}
