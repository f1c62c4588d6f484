import { report } from "/web-test/check.js";
import "/web-test/chat-tests.js";
import "/web-test/desk-state-tests.js";
import "/web-test/desk-view-tests.js";
import "/web-test/desk-wire-tests.js";

document.getElementById("result").textContent = report();
