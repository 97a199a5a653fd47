import type { Command } from "#core/command.ts";
import { again } from "./again.ts";
import { blend } from "./blend.ts";
import { cancel } from "./cancel.ts";
import { edit } from "./edit.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { imagine } from "./imagine.ts";
import { info } from "./info.ts";
import { retry } from "./retry.ts";
import { upscale } from "./upscale.ts";
import { vary } from "./vary.ts";

/** Everything people can ask for, in the order in which help lists it. */
export const commands: readonly Command[] = [
  imagine,
  edit,
  blend,
  vary,
  again,
  upscale,
  retry,
  cancel,
  info,
  history,
  help,
];
