/** Browsers inside other apps: their storage goes without warning, and they can neither install nor work offline. */

export type InApp =
  | "zalo"
  | "messenger"
  | "facebook"
  | "instagram"
  | "tiktok"
  | "line"
  | "viber"
  | "wechat"
  | "webview";

/** In this order: Messenger also says that it is Facebook, and all of them may be a WebView. */
const MARKS: readonly (readonly [InApp, RegExp])[] = [
  ["zalo", /\bZalo/i],
  ["messenger", /MessengerForiOS|MessengerLiteForiOS|FB_IAB\/(MESSENGER|Orca-Android)/],
  ["facebook", /\bFBA[NV]\/|\bFB_IAB\//],
  ["instagram", /\bInstagram\b/],
  ["tiktok", /\bmusical_ly|\bBytedanceWebview|\bTikTok\b/i],
  ["line", /\bLine\/[0-9]/],
  ["viber", /\bViber\b/],
  ["wechat", /\bMicroMessenger\b/],
  ["webview", /\bAndroid\b.*; wv\)/],
];

/** Which app this page is shown inside of; null in a browser of its own. */
export function inApp(userAgent: string): InApp | null {
  return MARKS.find(([, mark]) => mark.test(userAgent))?.[0] ?? null;
}

/**
 * A link that makes Android open the page in the person's own browser. Null where there is none and the address must be
 * copied: elsewhere than on Android, and for an address with a fragment, which such a link cannot carry.
 */
export function ownBrowserLink(userAgent: string, address: string): string | null {
  const url = new URL(address);
  if (!/\bAndroid\b/.test(userAgent) || !/^https?:$/.test(url.protocol) || url.hash !== "") return null;
  const rest = `${url.host}${url.pathname}${url.search}`;
  return `intent://${rest}#Intent;scheme=${url.protocol.slice(0, -1)};end`;
}
