/** How the app looks, who this device writes for, what has not been sent, and what the device promises to keep. */

import { version } from "../../../package.json";
import { cards } from "../../store/cards";
import { here } from "../../store/profile";
import { LinkButton } from "../../ui/LinkButton";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { settingsWords } from "../../words/settings";
import { AboutMe } from "./AboutMe";
import { CatalogueAge } from "./CatalogueAge";
import { Installing } from "./Installing";
import { OwnDevices } from "./OwnDevices";
import { PasskeysCard } from "./PasskeysCard";
import { Sending } from "./Sending";
import { StorageRoom } from "./StorageRoom";
import { Taste } from "./Taste";
import { ToAdministration } from "./ToAdministration";
import { Unsent } from "./Unsent";
import { PracticeLink, WhoUses } from "./WhoUses";
import { WhoWrites } from "./WhoWrites";

export function Settings() {
  const words = settingsWords.value;
  const discarded = cards.value?.filter((card) => card.discarded).length ?? 0;
  return (
    <Page title={words.title} back={{ href: "/", label: commonWords.value.backHome }}>
      <Taste />
      {here().isPractice ? (
        <PracticeLink />
      ) : (
        <>
          <WhoWrites />
          <WhoUses />
          <PasskeysCard />
          <AboutMe />
          <OwnDevices />
          <ToAdministration />
          <Sending />
          <Unsent />
        </>
      )}
      <CatalogueAge />
      <Installing />
      <StorageRoom />
      <section aria-labelledby="discarded">
        <h2 id="discarded">{words.discarded}</h2>
        <p>{words.discardedCount(discarded)}</p>
        {discarded > 0 && <LinkButton href="/ho-so">{words.discardedOpen}</LinkButton>}
      </section>
      <section aria-labelledby="about">
        <h2 id="about">{words.about}</h2>
        <p>{words.aboutText}</p>
        <p>{words.version(version)}</p>
      </section>
    </Page>
  );
}
