/** How a dossier stands, in English. */
import type { states as vietnamese } from "../vi/states";

export const states: typeof vietnamese = {
  draft: "Draft – saved on this device",
  queued: "Waiting to be sent",
  sending: "Sending",
  sent: (when) => `Sent at ${when}`,
  submitted: (when) => `Handed in at ${when}`,
  received: (desk, when) => `The desk of ${desk} received it at ${when}`,
  receivedSomewhere: (when) => `A desk received it at ${when}`,
  mend: "Needs mending",
  twoAnswers: "Has two answers",

  draftNext: "Go on whenever you like. This dossier has not been handed in anywhere.",
  queuedNext: "It will be sent when there is a network. Open the app again to be sure that it went.",
  queuedNeedsSignIn: "A sign-in code is needed to send it. Until then it stays on this device.",
  queuedOnlyHere:
    "It is kept on this device only, so it is not sent. Turn off “Keep on this device only” to send it.",
  sendingNext: "On its way. Please leave the app open for a moment.",
  sentNext: "It has left this device. It counts as handed in once the centre has answered.",
  submittedNext: "The centre has it. When a desk takes it, the name of the desk will stand here.",
  receivedNext: "The desk has it. If you have a question, give the desk the number.",
  mendNext: (count) =>
    count === 0
      ? "Look it over and hand it in again. Everything you wrote is still here."
      : `Mend ${count} ${count === 1 ? "place" : "places"} and hand it in again. Everything you wrote is still here.`,
  twoAnswersNext: (count) =>
    count === 1
      ? "One question was answered differently in two places. Choose the right answer."
      : `${count} questions were answered differently in two places. Choose the right answers.`,
};
