/** A hub that came back from an older backup: everything finds its way to it again, from whoever holds it. */

import { expect, test } from "vitest";
import { enrolled, pair, values } from "./people";
import type { Tab } from "./phone";
import { sync } from "./relay";

test("T4 T8 a hub that came back from an old backup gets everything again, from whoever holds it", async () => {
  const { relay, document, tabs, meet } = await pair();
  const [one, two] = tabs;
  await two.edit(document, [["set", "/investor/name", "Lan"]]);
  await meet();
  await one.edit(document, [["set", "/investor/id", "079301234567"]]);
  await sync(one, relay);
  await meet();
  const all = [...relay.changes].sort();
  relay.restore(2);
  expect(relay.changes.length).toBeLessThan(all.length);
  // The second phone wrote one of them, and carries the others.
  await sync(two, relay);
  expect([...relay.changes].sort()).toEqual(all);
  expect((await two.tally())?.unsent).toBe(0);
  await meet();
  expect(await values(one, document, "/investor/id")).toEqual(["079301234567"]);
});

test("T8 what a restored hub says of a dossier counts, though it gives lower versions than before", async () => {
  const { tab, relay, document } = await enrolled();
  await tab.submit(document);
  await sync(tab, relay);
  const heard = (version: number, state: "submitted" | "received") =>
    relay.say({ document, version, state, answers: [relay.answerTo(document, "accepted")] });
  heard(3, "received");
  await sync(tab, relay);
  relay.restore(1);
  await sync(tab, relay);
  // Until it speaks, its last word is shown.
  expect(tab.cards.value).toMatchObject([{ state: "received", synced: true }]);
  heard(1, "submitted");
  await sync(tab, relay);
  expect(tab.cards.value).toMatchObject([{ state: "submitted" }]);
});

test("T15 a withdrawn phone gives a restored hub what it lost, and hears what becomes of it, and of nothing else", async () => {
  const { relay, document, tabs } = await pair();
  const [one, two] = tabs;
  await one.edit(document, [["set", "/investor/name", "Lan"]]);
  await sync(one, relay);
  const all = relay.changes;
  const last = all.at(-1) ?? "";
  relay.restore(all.length + 1);
  expect(relay.changes).toEqual(all.slice(0, -1));
  await two.edit(document, [["set", "/house/name", "Nhà ba tầng"]]);
  await sync(two, relay);
  relay.hasWithdrawn = true;
  relay.forced.set(last, ["quarantined", "revoked"]);

  await sync(one, relay);
  expect(await standing(one, last)).toEqual(["quarantined", "revoked"]);
  expect((await one.tally())?.unsent).toBe(0);
  expect(await values(one, document, "/house/name")).not.toEqual(["Nhà ba tầng"]);

  relay.rejudge(last, "accepted");
  await sync(one, relay);
  expect(await standing(one, last)).toEqual(["accepted", ""]);
  expect(await values(one, document, "/house/name")).not.toEqual(["Nhà ba tầng"]);
});

async function standing(tab: Tab, change: string): Promise<readonly string[]> {
  const rows = await tab.read(["changes"], (tx) => tx.where("changes", "id", change));
  return rows.flatMap(({ status, code }) => [status, code]);
}
