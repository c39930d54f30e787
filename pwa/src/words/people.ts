/** Words of a device that several people share, of its screen lock, and of practice. */
import { wordsOf } from "./speak";
import { people } from "./vi/people";

export const peopleWords = wordsOf(people, () => import("./en/people").then((module) => module.people));
