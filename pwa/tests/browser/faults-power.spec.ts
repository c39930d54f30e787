// A cut of power: what was said to be saved is on the disk, whatever browser and system had not written out yet.
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openProfile, type Profile } from "./support/browser";
import { type Disk, openDisk } from "./support/disk";
import * as feedback from "./support/feedback";
import { type Hub, startHub } from "./support/hub";
import { enrolPhone } from "./support/otherPhone";
import { begin, openOnce, saved, signIn, syncNow } from "./support/person";

const TEXT = "Điện chập chờn từ lúc mưa";

let hub: Hub;
const profiles: Profile[] = [];
const disks: Disk[] = [];

test.beforeAll(async () => {
  hub = await startHub();
});

test.afterEach(async () => {
  for (const profile of profiles.splice(0)) await profile.close();
  for (const disk of disks.splice(0)) await disk.close();
});

test.afterAll(async () => {
  await hub.close();
});

test("the files of a browser stopped as it said 'saved' hold all of it", async () => {
  const phone = await openProfile();
  profiles.push(phone);
  const document = await fillIn(phone);
  const after = await phone.copy();
  profiles.push(after);
  await stillHas(after, document);
});

test("a disk that loses all that nobody had asked it to keep holds what was said to be saved", async () => {
  const disk = await openDisk();
  test.skip(disk === null, "no file system can be mounted here");
  if (disk === null) return;
  disks.push(disk);
  const phone = await openProfile({ folder: join(disk.folder, "profile") });
  profiles.push(phone);
  const document = await fillIn(phone);
  phone.freeze();
  const left = await disk.cut();
  disks.push(left);
  await phone.kill();
  const after = await openProfile({ folder: join(left.folder, "profile") });
  profiles.push(after);
  await stillHas(after, document);
});

/** A signed-in phone, one draft that has gone, and the answer in it that was saved a moment ago. */
async function fillIn({ page }: Profile): Promise<string> {
  await openOnce(page, hub.url);
  await signIn(page, hub.linkOf("lan"), "Máy sắp hết pin");
  await page.getByRole("link", { name: "Hải Đăng, về trang đầu" }).click();
  const document = await begin(page, feedback.procedure);
  await page.getByRole("radio", { name: "Chuyện khác" }).check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  await page.getByLabel("Nội dung", { exact: true }).fill(TEXT);
  await saved(page);
  return document;
}

async function stillHas({ page }: Profile, document: string): Promise<void> {
  await page.goto(`${hub.url}/ho-so/${document}/dien/noi-dung`);
  await expect(page.getByLabel("Nội dung", { exact: true })).toHaveValue(TEXT);
  await syncNow(page, hub.url);
  const other = await enrolPhone(hub.linkOf("lan"), "Máy tính bảng");
  await other.exchange();
  expect(other.values(document, "/text")).toEqual([TEXT]);
}
