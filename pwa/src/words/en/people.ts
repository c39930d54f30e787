import type { people as vietnamese } from "../vi/people";

export const people: typeof vietnamese = {
  title: "Several people share this device",
  whoTitle: "Who is using this device?",

  shareIntro:
    "Each person has a place of their own on the device: their dossiers, their sign-in and their key. Nobody sees or sends what is another's.",
  shareHint: "The dossiers on this device now belong to the person named below.",
  share: "Let several people share it",
  unshare: "Stop sharing it",
  unshareHint: "Only one person is left on this device.",

  name: "What is this person called?",
  nameHint: "Only to recognise each other on this device, for example: Lan",
  firstPerson: "First person",
  nameMissing: "No name yet",
  nameLong: "The name is long: please keep it under 40 characters",
  nameTaken: "Somebody on this device has that name already",
  tooMany: "There are 20 people on this device already.",

  addTitle: "Add a person",
  addHint: "A new person begins with nothing. What belongs to the others stays where it is.",
  add: "Add this person",
  addLink: "Add a person",

  listLabel: "People who use this device",
  here: "Using it now",
  waiting: (count) =>
    count === 0
      ? "Nothing waits to be sent"
      : count === 1
        ? "1 dossier not sent yet"
        : `${count} dossiers not sent yet`,
  withPin: "Has a PIN",
  goOn: (name) => `${name}, go on`,
  choose: (name) => `Switch to ${name}`,
  practiceOn: "Practice, go on",
  switching: "Switching…",
  notStored:
    "The device could not save what was just typed, so it did not switch. It is still on the page; try again in a few minutes.",
  noRoom: "The device is full and could not switch. Please remove some pictures or films and try again.",

  lock: "Lock",
  lockTitle: "Screen lock",
  lockHint: "After two minutes without a touch the device locks. It opens again where you were.",
  lockNoPin: "There is no PIN yet: whoever holds the device can open this place.",
  setPin: "Set a PIN",
  changePin: "Change the PIN",

  pinTitle: "My PIN",
  pinIntro:
    "Six figures, so that others who hold the device do not see your dossiers. It is a screen lock and no safe: if the device is lost, tell the desk at once.",
  pinNow: "The PIN you have now",
  pinNew: "New PIN",
  pinNewHint: "Exactly 6 figures",
  pinAgain: "The new PIN once more",
  pinSix: "A PIN has exactly 6 figures",
  pinDiffers: "The two are not alike",
  pinNotThat: "That is not the PIN you have now",
  pinKeep: "Keep this PIN",
  pinKept: "The PIN is kept.",
  pinNotKept: "The device could not keep the PIN. Try again in a few minutes.",

  lockedTab: "Locked",
  enterPin: (name) => `${name}, enter your PIN`,
  pin: "PIN",
  open: "Open",
  opening: "Opening…",
  wrongPin: "That is not the PIN.",
  waitPin: (span) => `Tried many times. Wait ${span} and try again.`,
  minutes: (count) => (count === 1 ? "1 minute" : `${count} minutes`),
  seconds: (count) => (count === 1 ? "1 second" : `${count} seconds`),
  someoneElse: "Somebody else uses the device",
  forgotten: "I forgot my PIN",
  forgottenHint:
    "Ask a desk or your administrator for a new sign-in code of your own. With the right code you can set another PIN.",
  forgottenNobody: "Nobody has signed in here, so only the PIN opens it.",
  code: "Sign-in code",
  codeMissing: "No sign-in code yet",
  codeOpen: "Open with this code",
  backToPin: "Back to the PIN",

  leaveTitle: "Leave this device",
  leaveHint:
    "If you no longer use this device, remove your place from it. What was sent stays with the centre.",
  leave: "Remove my place from the device",
  leaveAsk: (name) => `Remove the place of ${name} from this device?`,
  leaveAskHint: "Everything of this person's has been sent. After signing in again it will be here.",
  leaveYes: "Remove it",
  leaveKept: (count) =>
    `${count === 1 ? "1 dossier is" : `${count} dossiers are`} on this device only, so nothing can be removed yet. Once locked, nobody else sees or sends ${count === 1 ? "it" : "them"}.`,
  leaveLock: "Lock and leave",
  leaveSave: "Save what was not sent to a file",
  leaveSaved: "The file is made. The dossiers stay on the device until they are sent.",
  leaveFailed: "That did not work yet. Try again in a few minutes.",

  anothersTitle: "This code belongs to somebody else",
  anothers: (person) =>
    `This place belongs to ${person}; what is here cannot be sent in another's name. Whoever has this code needs a place of their own on the device.`,
  anothersGo: "Open a place for this person",

  settings: "Who uses this device",
  settingsOne: "One person uses this device.",
  settingsMany: (name) => `In use by ${name}.`,
  settingsShare: "Several people share this device",
  settingsSwitch: "Switch or add a person",

  practice: "Practice",
  practiceHint: "Try a dossier to learn how it goes. Nothing is sent.",
  practiceOpen: "Open practice",
  practiceTitle: "Practice",
  practiceIntro:
    "Practice has a place of its own. Write, check and hand in as a trial: nothing leaves this device, and real dossiers are not touched.",
  practiceStart: "Begin",
  practiceNow: "You are practising. What you write now is sent nowhere.",
  practiceTry: "Try a dossier",
  practiceEnd: "End practice",
  practiceAsk: "End practice and remove what was written in it?",
  practiceAskHint: "Only practice is removed. Real dossiers stay as they are.",
  practiceAskYes: "Remove it and end",
  practiceDone: "That is all there is to practise",
  practiceDoneHint:
    "A real dossier is sent to the centre once there is a network. This is practice, so it stays here and is sent nowhere.",
  practiceNoSignIn: "Nobody can sign in while practising, so that nothing is sent by mistake.",
  practiceBack: "Back to practice",
};
