/** The service worker: the only place where its parts are joined. */

import "./shell";
import "./background";
