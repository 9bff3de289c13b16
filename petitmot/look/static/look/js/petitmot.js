// What every page of somebody who has come in carries. Everything works without it.
import "./keys.js";
import "./live.js";
import "./read.js";
import "./notices.js";
import "./drafts.js";
import "./compose.js";
import "./pictures.js";
import "./manners.js";
