// A film of how it is done: nobody's phone fetches it unasked, its weight is said first, and then it plays without a network.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import { CLIP, film, writeReleaseWithClips } from "./support/clips";
import { type Hub, startHub } from "./support/hub";
import { openOnce } from "./support/person";

const RIGHT = "2.000815";
const WRONG = "CHUYEN_DOI";

let hub: Hub;
let profile: Profile;
let folder: string;
let size: number;

test.beforeAll(async () => {
  hub = await startHub();
  folder = await mkdtemp(join(tmpdir(), "haidang-clips-"));
  profile = await openProfile();
  const recorded = await film(profile.page);
  size = recorded.length;
  await writeReleaseWithClips(folder, recorded, { [RIGHT]: size, [WRONG]: size + 1 });
  await hub.stop();
  await hub.start(folder);
  await openOnce(profile.page, hub.url);
});

test.afterAll(async () => {
  await profile.close();
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

test("it is fetched only when asked for, kept, played offline after the browser was killed, and removed", async () => {
  let { page } = profile;
  await page.goto(`${hub.url}/thu-tuc/${RIGHT}`);
  await expect(fetching(page)).toBeVisible();
  expect(await held(page)).toBe(false);
  await fetching(page).press("Enter");
  await expect(page.locator("video")).toBeFocused();
  expect(await held(page)).toBe(true);
  expect(await axeViolations(page)).toEqual([]);

  await hub.stop();
  profile = await profile.reopen({ offline: true });
  page = profile.page;
  await page.goto(`${hub.url}/thu-tuc/${RIGHT}`);
  const played = page.locator("video").evaluate(async (video: HTMLVideoElement) => {
    await video.play();
    await new Promise((resolve) => video.addEventListener("ended", resolve, { once: true }));
    return video.currentTime;
  });
  expect(await played).toBeGreaterThan(0);

  await page.getByRole("button", { name: /^Xoá khỏi máy/ }).click();
  await expect(page.locator("video")).toHaveCount(0);
  expect(await held(page)).toBe(false);
  await fetching(page).click();
  await expect(page.getByText("Chưa tải được. Có mạng thì thử lại.")).toBeVisible();
  await hub.start(folder);
  await profile.offline(false);
});

test("what is not the film that was told of is not kept", async () => {
  const { page } = profile;
  await page.goto(`${hub.url}/thu-tuc/${WRONG}`);
  await fetching(page).click();
  await expect(page.getByText("Chưa tải được. Có mạng thì thử lại.")).toBeVisible();
  expect(await held(page)).toBe(false);
});

const fetching = (page: Page) => page.getByRole("button", { name: /^Tải về máy \(\d+ kB\)$/ });

/** Whether any of the browser's caches has it: the worker's list of files must not. */
const held = (page: Page) => page.evaluate(async (path) => (await caches.match(path)) !== undefined, CLIP);
