/** Where a person finds what this device keeps about them; a desk's device keeps nothing. */

import { LinkButton } from "../../ui/LinkButton";
import { settingsWords } from "../../words/settings";
import { isDesk } from "../parts/isDesk";

export function AboutMe() {
  const words = settingsWords.value;
  if (isDesk()) return null;
  return (
    <section aria-labelledby="about-me">
      <h2 id="about-me">{words.aboutMe}</h2>
      <p>{words.aboutMeHint}</p>
      <LinkButton href="/cai-dat/thong-tin-cua-toi" icon="pencil">
        {words.aboutMeOpen}
      </LinkButton>
    </section>
  );
}
