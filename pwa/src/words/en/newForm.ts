/** Words of a form that has a newer version, in English. */
import type { newForm as vietnamese } from "../vi/newForm";

export const newForm: typeof vietnamese = {
  title: "The form has changed",
  back: "To the dossier",
  intro:
    "This dossier is on the old form. On the new one all that you wrote is kept; look over what has changed.",
  closed: "The old form is not taken in any more, so go over to the new one before handing in.",
  takenUntil: (day) => `The old form is taken in until ${day}.`,
  lateTitle: "Answers on the old form",
  lateIntro:
    "Another device went on writing on the old form after the dossier had gone over to the new one. These answers are not in the new form yet.",
  newQuestions: "New questions",
  changed: "Changed questions",
  arriving: "To be taken into the new form",
  becomes: (label, answer) => `Now at “${label}”: ${answer}`,
  dropped: "No longer asked",
  droppedHint: "What you wrote stays under “What was done” of the dossier.",
  unforeseen: "The new form does not have this answer, please choose again.",
  twofold: "Some questions have two answers. You choose the right one afterwards.",
  nothingMoves: "Your answers stay as they are.",
  move: "Go over to the new form",
  moveLate: "Take them into the new form",
  later: "Later",
  moved: "The dossier is on the new form now.",
  failed:
    "This device could not save, so nothing was moved. Your answers are still here. Try again in a few minutes.",
  newestTitle: "On the newest form",
  newest:
    "This dossier need not move. If the centre calls its form an old one, install the new version of the app and open this page again.",
  waiting: "There is a newer form for this dossier.",
  waitingLate: "Some answers on the old form are not in the new one yet.",
  look: "See what has changed",
};
