/** Words of the frame around every screen, in English. */
import type { common as vietnamese } from "../vi/common";

export const common: typeof vietnamese = {
  skip: "To the main content",
  toHome: "Hải Đăng, to the first page",
  settings: "Settings",
  helping: "Help",
  back: "Back",
  backHome: "To the first page",
  cancel: "Cancel",
  close: "Close",
  undo: "Undo",
  undone: "Undone.",
  retry: "Try again",
  print: "Print",
  loading: "Opening…",
  lookingUp: "Reading from this device…",
  faultPrefix: "Error:",
  yesterday: (clock) => `${clock} yesterday`,
  onDate: (clock, date) => `${clock} on ${date}`,

  practice: "PRACTICE – nothing is sent anywhere",
  practiceMark: "Practice",
  offline: "You are offline – you can go on, it will be sent when there is a network",
  updateWaiting: "There is a new version. Install it whenever you like; your dossiers stay.",
  updateNow: "Install the new version",
  reloadNeeded: "Another window has just brought in a new version. Open this page again to go on.",
  reload: "Open the page again",
  deviceGone:
    "This device is no longer in use, so it gets no news. What was written is still on it. Save unsent work to a file in Settings, then take it to a desk.",
  storageQuota:
    "This device is nearly full, so nothing could be saved. Delete some photos or videos, then try again; keep this page open.",
  storageRefused:
    "This device is not letting us save. Please keep this page open; we are trying to open the storage again.",
  storageLost: ({ dossiers, unsent, mine }) =>
    `${
      dossiers === 0
        ? "The browser has deleted this device's storage, so the dossiers made here cannot be opened any more."
        : `This device used to hold ${dossiers} ${dossiers === 1 ? "dossier" : "dossiers"}, now gone: the browser has deleted its storage.`
    }${
      unsent === 0 ? "" : ` ${unsent} unsent ${unsent === 1 ? "edit is" : "edits are"} among them.`
    }${mine ? " What you kept about yourself is gone too." : ""} What was sent will be there again after signing in.`,
  startAfresh: "Start anew on this device",
  screenFailedTitle: "This page could not be opened",
  screenFailedOffline:
    "This part is not on your device yet and there is no network. What you saved is still here.",
  screenFailed: "This part could not be fetched. What you saved is still on this device.",
  unreadable: "This dossier cannot be read now",
  unreadableHint: "The device does not let us read. What you wrote is still on it.",
  tryAgain: "Try again",
  notFoundTitle: "There is no such page",
  notFound: "The address may be incomplete, or the dossier is not on this device.",

  demoLabel: "Trial version",
  demo: "Trial version",
  demoCut: "Play offline",
  demoJoin: "Connect again",
  demoCutSaid: "Pretending to be offline.",
  demoJoinSaid: "Connected again.",
};
