/** Which app a page is shown inside of, by user agents as they are seen in Vietnam. */

import { expect, test } from "vitest";
import { inApp, ownBrowserLink } from "../../src/platform/inApp";

const ANDROID =
  "Mozilla/5.0 (Linux; Android 13; SM-A135F Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/149.0 Mobile Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83";

test.each([
  ["zalo", `${ANDROID} Zalo android/24110 ZaloTheme/light ZaloLanguage/vi`],
  ["zalo", `${IPHONE} Zalo iOS/617 ZaloTheme/dark ZaloLanguage/vi`],
  ["messenger", `${IPHONE} [FBAN/MessengerForiOS;FBAV/480.0.0.30.109]`],
  ["messenger", `${ANDROID} [FB_IAB/Orca-Android;FBAV/480.0.0.30.109;]`],
  ["facebook", `${ANDROID} [FB_IAB/FB4A;FBAV/490.0.0.63.82;]`],
  ["facebook", `${IPHONE} [FBAN/FBIOS;FBAV/490.0.0.38.109]`],
  ["instagram", `${IPHONE} Instagram 357.0.0.34.104 (iPhone13,2; iOS 18_1)`],
  ["tiktok", `${ANDROID} musical_ly_2023701030 BytedanceWebview/d8a21c6`],
  ["line", `${IPHONE} Safari Line/14.19.0`],
  ["viber", `${ANDROID} Viber/23.5`],
  ["wechat", `${IPHONE} MicroMessenger/8.0.50`],
  ["webview", ANDROID],
])("%s: %s", (app, userAgent) => {
  expect(inApp(userAgent)).toBe(app);
});

test.each([
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/30.0 Chrome/140.0 Mobile Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0",
  "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/130.0 Chrome/124.0 Mobile Safari/537.36",
])("a browser of its own: %s", (userAgent) => {
  expect(inApp(userAgent)).toBeNull();
});

test("on Android a link leads to the person's own browser", () => {
  expect(ownBrowserLink(ANDROID, "https://haidang.example/ho-so?a=1")).toBe(
    "intent://haidang.example/ho-so?a=1#Intent;scheme=https;end",
  );
  expect(ownBrowserLink(IPHONE, "https://haidang.example/")).toBeNull();
});

test("an address whose fragment holds an enrolment code is copied, so that the code is not lost", () => {
  expect(ownBrowserLink(ANDROID, "https://haidang.example/vao#ma=K7PM")).toBeNull();
});
