import { inProcessFeed } from "#src/stores/feeds/in-process-feed.ts";
import { feedContract } from "#test/contract/feed.ts";

feedContract("the in-process feed", inProcessFeed);
