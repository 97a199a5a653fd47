import type { Command } from "#core/command.ts";
import { again } from "./again.ts";
import { blend } from "./blend.ts";
import { cancel } from "./cancel.ts";
import { edit } from "./edit.ts";
import { forget } from "./forget.ts";
import { help } from "./help.ts";
import { history } from "./history.ts";
import { imagine } from "./imagine.ts";
import { info } from "./info.ts";
import { original } from "./original.ts";
import { post } from "./post.ts";
import { remove } from "./remove.ts";
import { retry } from "./retry.ts";
import { settings } from "./settings.ts";
import { share } from "./share.ts";
import { upscale } from "./upscale.ts";
import { usage } from "./usage.ts";
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
  original,
  history,
  post,
  share,
  remove,
  usage,
  settings,
  forget,
  help,
];
