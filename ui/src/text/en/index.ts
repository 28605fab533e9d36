import app from "./app";
import audit from "./audit";
import episodes from "./episodes";
import errors from "./errors";
import findings from "./findings";
import home from "./home";
import imports from "./imports";
import metrics from "./metrics";
import laws from "./laws";
import people from "./people";
import production from "./production";
import proof from "./proof";
import review from "./review";
import schedule from "./schedule";
import scripts from "./scripts";
import settings from "./settings";
import shared from "./shared";
import terms from "./terms";
import topics from "./topics";
import wording from "./wording";

import type zh from "../zh";
import type { Words } from "..";

const en: Words<typeof zh> = { app, audit, episodes, errors, findings, home, imports, laws, metrics, people, production, proof, review, schedule, scripts, settings, shared, terms, topics, wording };
export default en;
