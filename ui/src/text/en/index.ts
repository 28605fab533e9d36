import app from "./app";
import episodes from "./episodes";
import errors from "./errors";
import home from "./home";
import imports from "./imports";
import metrics from "./metrics";
import people from "./people";
import production from "./production";
import review from "./review";
import schedule from "./schedule";
import scripts from "./scripts";
import settings from "./settings";
import shared from "./shared";
import terms from "./terms";
import topics from "./topics";

import type zh from "../zh";
import type { Words } from "..";

const en: Words<typeof zh> = { app, episodes, errors, home, imports, metrics, people, production, review, schedule, scripts, settings, shared, terms, topics };
export default en;
