import app from "./app.ts";
import audit from "./audit.ts";
import episodes from "./episodes.ts";
import errors from "./errors.ts";
import findings from "./findings.ts";
import home from "./home.ts";
import imports from "./imports.ts";
import metrics from "./metrics.ts";
import laws from "./laws.ts";
import people from "./people.ts";
import production from "./production.ts";
import proof from "./proof.ts";
import review from "./review.ts";
import schedule from "./schedule.ts";
import scripts from "./scripts.ts";
import settings from "./settings.ts";
import shared from "./shared.ts";
import terms from "./terms.ts";
import topics from "./topics.ts";
import wording from "./wording.ts";

import type zh from "../zh";
import type { Words } from "..";

const en: Words<typeof zh> = { app, audit, episodes, errors, findings, home, imports, laws, metrics, people, production, proof, review, schedule, scripts, settings, shared, terms, topics, wording };
export default en;
