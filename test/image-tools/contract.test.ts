import { imageTools } from "#src/image-tools/image-tools.ts";
import { imageToolsContract } from "#test/contract/image-tools.ts";

imageToolsContract(imageTools());
