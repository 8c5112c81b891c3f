// All ways that are known by which a page can send something away. To add one, write a function of `to` (group.mjs) into
// the group that it belongs to and run the test with UPDATE_EXPECT=1, which notes down where it is heard.

import { documents } from "./documents.mjs";
import { frames } from "./frames.mjs";
import { markup } from "./markup.mjs";
import { navigation } from "./navigation.mjs";
import { realtime } from "./realtime.mjs";
import { requests } from "./requests.mjs";
import { styles } from "./styles.mjs";
import { workers } from "./workers.mjs";

/** Ways that leave the page as it is, and can be tried all at once. */
export const together = [...requests, ...realtime, ...markup, ...styles, ...documents, ...workers, ...frames];

/** Ways that may end the page, or one another. */
export const oneByOne = navigation;
