/**
 * Stories that nobody thought of: two phones, three tabs, killed and reopened, lost and doubled replies, in any order.
 */

import { expect, test } from "vitest";
import type { SyncResponse } from "../../src/wire.gen";
import { LIMIT, type Pair, pair } from "./people";
import type { Tab } from "./phone";
import { sync, trip } from "./relay";

const SEEDS = [1, 2, 3, 4, 5, 6];
const STEPS = 30;
const PATHS = ["/house/name", "/investor/name", "/investor/id"];

test.each(SEEDS)("both phones, all tabs and the hub end with the same state (seed %i)", async (seed) => {
  const random = randomOf(seed);
  const all = await pair();
  const tabs = [...all.tabs, await all.phones[0].open()];
  const leave: (() => void)[] = [];
  for (let step = 0; step < STEPS; step++) await act(all, tabs, leave, random, step);
  for (const go of leave) go();
  // What was let go is applied in a later task.
  await Promise.all(tabs.map((tab) => tab.openDossier(all.document)));
  for (const tab of [...tabs, ...tabs]) await sync(tab, all.relay);
  const hub = all.relay.documentOf(all.document);
  for (const tab of tabs) {
    expect((await tab.tally())?.unsent).toBe(0);
    const loaded = await tab.loadKnown(all.document);
    expect(loaded.open).toBeNull();
    expect(loaded.document.state()).toBe(hub.state());
  }
  expect(hub.order()).toHaveLength(all.relay.changes.length);
});

async function act(
  all: Pair,
  tabs: Tab[],
  leave: (() => void)[],
  random: (below: number) => number,
  step: number,
): Promise<void> {
  const at = random(tabs.length);
  const tab = tabs[at] as Tab;
  const { document, relay, phones } = all;
  switch (random(9)) {
    case 0:
      // Whatever it brings is applied when no tab's person is in a field.
      while ((await trip(tab, relay)).more);
      return;
    case 1:
      return void (await trip(tab, relay, true));
    case 2:
      return void (await Promise.all([trip(tab, relay), trip(tab, relay)]));
    case 3:
      return doubled(tab, relay);
    case 4:
      return tab.submit(document);
    case 5:
      tabs[at] = await phones[at === 1 ? 1 : 0].open();
      return;
    case 6:
      leave.push(tab.holdRemote(document));
      return;
    case 7:
      return leave.shift()?.();
    default: {
      const edits = Array.from({ length: 1 + random(3) }, () => {
        const other = tabs[random(tabs.length)] as Tab;
        return other.edit(document, [["set", PATHS[random(PATHS.length)] ?? "", `${step}`]]);
      });
      await Promise.all(edits);
    }
  }
}

/** The same reply twice, the second time late. */
async function doubled(tab: Tab, relay: Pair["relay"]): Promise<void> {
  const gathered = await tab.gather(LIMIT);
  if (gathered === null) throw new Error("this device belongs to nobody");
  const response: SyncResponse = await relay.answer(gathered.request);
  await tab.absorb(gathered, response);
  await trip(tab, relay);
  await tab.absorb(gathered, response);
}

/** A small generator, so that a story that fails can be told again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
