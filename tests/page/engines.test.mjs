// The page in three engines, from disk and over plain http by host name: the whole way of a draft through it.

import { engines } from "./engines/engine.mjs";
import { testJourneys } from "./engines/journeys.mjs";

testJourneys(engines);
