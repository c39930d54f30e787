/** An address without a screen, or of a dossier that is not on this device. */
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";

export function NotFound() {
  const words = commonWords.value;
  return (
    <Page title={words.notFoundTitle}>
      <p>{words.notFound}</p>
      <LinkButton href="/" weight="primary">
        {words.backHome}
      </LinkButton>
    </Page>
  );
}
