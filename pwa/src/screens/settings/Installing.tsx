/** Putting the app on the home screen, in the way this browser allows. */

import { install, installation } from "../../platform/install";
import { Button } from "../../ui/Button";
import { settingsWords } from "../../words/settings";

export function Installing() {
  const words = settingsWords.value;
  return (
    <section aria-labelledby="install">
      <h2 id="install">{words.install}</h2>
      <How />
    </section>
  );
}

function How() {
  const words = settingsWords.value;
  switch (installation.value) {
    case "done":
      return <p>{words.installed}</p>;
    case "offer":
      return (
        <>
          <p>{words.installHint}</p>
          <Button icon="down" onPress={() => void install()}>
            {words.installNow}
          </Button>
        </>
      );
    case "by-hand":
      return (
        <p>
          {words.installHint} {words.installIos}
        </p>
      );
    case "unknown":
      return (
        <p>
          {words.installHint} {words.installOther}
        </p>
      );
  }
}
