// Whoever a dossier belongs to sees who of the staff opened it, when and why; and who is not at its desk must say why.
import { spawn } from "node:child_process";
import { expect, type Page, test } from "@playwright/test";
import { axeViolations } from "./support/axe";
import { openProfile, type Profile } from "./support/browser";
import * as feedback from "./support/feedback";
import { type Hub, python, startHub } from "./support/hub";
import { enrolPhone } from "./support/otherPhone";
import { signIn, syncNow } from "./support/person";
import { fits, picture } from "./support/picture";
import { DESKTOP, NARROW, PHONE } from "./support/stage";

const reason = "Kiểm tra theo đơn phản ánh";
/** Whether or not the browser knows that it is cut off. */
const cutOff = /^(Đang ngoại tuyến|Chưa nối được tới trung tâm)\./;

test.describe.configure({ mode: "serial" });

let hub: Hub;
let desk: Profile;
let phone: Profile;
let document: string;

test.beforeAll(async () => {
  hub = await startHub();
  desk = await openProfile();
  phone = await openProfile();
  await signIn(desk.page, hub.linkOf("hai"), "Máy quầy");
  await signIn(phone.page, hub.linkOf("lan"), "Điện thoại của Lan");
  const daughter = await enrolPhone(hub.linkOf("lan"), "Điện thoại của con gái");
  document = await daughter.begin(feedback.form, feedback.answers("Đèn đường trước chợ tắt ba đêm"));
  await daughter.submit(document, feedback.form);
  await daughter.exchange();
  await syncNow(phone.page, hub.url);
});

test.afterAll(async () => {
  await desk.close();
  await phone.close();
  await hub.close();
});

test("before an officer has opened it the list says so", async () => {
  const { page } = phone;
  await page.goto(`${hub.url}/ho-so/${document}`);
  await list(page, "Xem danh sách");
  await expect(card(page).getByText("Chưa có cán bộ nào mở hồ sơ này.")).toBeVisible();
  await soundAt(page, "looks-none");
});

test("an officer who opens it and receives it stands in the list", async () => {
  await desk.page.goto(`${hub.url}/quay/${document}`);
  await desk.page.getByRole("button", { name: "Đã nhận" }).click();
  await desk.page.getByRole("button", { name: "Xác nhận đã nhận" }).click();
  await expect(desk.page.getByText(/Quầy Đặc khu Côn Đảo đã nhận lúc/).first()).toBeVisible();
  const { page } = phone;
  await list(page, "Xem lại danh sách");
  await expect(card(page).getByRole("listitem")).toHaveText([
    /^Lê Minh Hải \(Đặc khu Côn Đảo\).*: nhận hồ sơ.*Hồ sơ đang chờ quầy nhận$/s,
    /^Lê Minh Hải \(Đặc khu Côn Đảo\).*: mở xem.*Hồ sơ đang chờ quầy nhận$/s,
  ]);
});

test("a leader opens it for a reason, which its owner reads", async () => {
  await makeLeader(hub.data);
  const { page } = desk;
  await page.goto(`${hub.url}/quay/${document}`);
  const box = page.getByLabel("Lý do mở hồ sơ");
  await expect(box).toBeVisible();
  await page.getByRole("button", { name: "Mở hồ sơ" }).click();
  await expect(page.getByText("Ghi lý do rồi mới mở được hồ sơ")).toBeVisible();
  await soundAt(page, "looks-reason");
  await box.fill(`  ${reason} `);
  await page.getByRole("button", { name: "Mở hồ sơ" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nguyễn Thị Lan" })).toBeVisible();
  await list(phone.page, "Xem lại danh sách");
  await expect(card(phone.page).getByRole("listitem").first()).toHaveText(
    new RegExp(`mở xem, có ghi lý do.*Lý do: “${reason}”$`, "s"),
  );
  await soundAt(phone.page, "looks");
});

test("without a network the list says until when it is known", async () => {
  const { page } = phone;
  await phone.offline(true);
  await list(page, "Xem lại danh sách");
  await expect(card(page).getByText(cutOff)).toBeVisible();
  await expect(card(page).getByText(/^Danh sách tới lúc \d\d:\d\d\.$/)).toBeVisible();
  await expect(card(page).getByRole("listitem")).toHaveCount(3);
  await soundAt(page, "looks-offline");
  await page.reload();
  await list(page, "Xem danh sách");
  await expect(card(page).getByText(cutOff)).toBeVisible();
  await expect(card(page).getByRole("listitem")).toHaveCount(0);
  await phone.offline(false);
});

const card = (page: Page) => page.getByRole("region", { name: "Ai đã xem hồ sơ này" });

async function list(page: Page, name: string): Promise<void> {
  await card(page).getByRole("button", { name }).click();
  await expect(card(page).getByText("Đang hỏi trung tâm…")).toHaveCount(0);
}

/** As an operator would give another mandate: who received at this desk now leads it. */
async function makeLeader(data: string): Promise<void> {
  const program = `
import sqlite3, sys
rows = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
rows.execute("UPDATE mandate SET role = 'leader'")`;
  const writing = spawn(python, ["-c", program, `${data}/hub.sqlite`], { stdio: "inherit" });
  expect(await new Promise((resolve) => writing.once("exit", resolve))).toBe(0);
}

/** What axe finds, what goes beyond the edge, and pictures to look at. */
async function soundAt(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: PHONE[0], height: PHONE[1] });
  expect(await axeViolations(page)).toEqual([]);
  await picture(page, `${name}-360`, PHONE);
  await picture(page, `${name}-1280`, DESKTOP);
  await page.evaluate(() => globalThis.document.documentElement.setAttribute("data-text", "200"));
  await fits(page, NARROW);
  await fits(page, PHONE);
  expect(await axeViolations(page), "200 %").toEqual([]);
  await picture(page, `${name}-360-large`, PHONE);
  await page.evaluate(() => globalThis.document.documentElement.setAttribute("data-text", "100"));
}
