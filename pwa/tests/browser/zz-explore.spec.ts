import { test } from "@playwright/test";
import { openProfile } from "./support/browser";
import { startHub } from "./support/hub";
test("explore", async () => {
  const hub = await startHub();
  const profile = await openProfile();
  const { page } = profile;
  page.on("console", (m) => console.log("console:", m.type(), m.text()));
  page.on("pageerror", (e) => console.log("pageerror:", e.message));
  try {
    await page.goto(hub.url);
    await page.waitForTimeout(2500);
    await page.screenshot({ path: "/tmp/shots/home.png" });
    console.log(await page.locator("body").innerText());
    await page.getByRole("link", { name: /Làm hồ sơ mới/ }).or(page.getByRole("button", { name: /Làm hồ sơ mới/ })).first().click();
    await page.waitForTimeout(1000);
    await page.screenshot({ path: "/tmp/shots/catalogue.png" });
    console.log(await page.locator("body").innerText());
    await page.getByRole("button", { name: /Bắt đầu/ }).first().click();
    await page.waitForTimeout(2500);
    await page.screenshot({ path: "/tmp/shots/form1.png" });
    console.log(page.url(), await page.locator("body").innerText());
  } finally {
    await profile.close();
    await hub.close();
  }
});
