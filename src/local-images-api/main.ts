import { once } from "node:events";
import { parseArgs } from "node:util";
import { startLocalImagesApi } from "./server.ts";

const HELP = `The offline Images API, by itself.

  npm run images-api -- [--port 4010] [--host 127.0.0.1] [--pace 0]

  --port   0 takes a free one
  --pace   how long each step of a picture pretends to take, in milliseconds`;

function welcome(baseUrl: string): string {
  return `The offline Images API listens on ${baseUrl}
It draws sketches by itself, accepts any key and costs nothing. Stop it with Ctrl+C.

Try it:
  curl -s ${baseUrl}/images/generations -H "authorization: Bearer any" -H "content-type: application/json" \\
    -d '{"model":"gpt-image-2","prompt":"a red fox in the snow","size":"1024x1024"}' \\
    | node -pe 'JSON.parse(require("fs").readFileSync(0)).data[0].b64_json' | base64 -d > fox.png

  OPENAI_API_KEY=any OPENAI_BASE_URL=${baseUrl} npm run imagine -- "a red fox in the snow"`;
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "4010" },
      host: { type: "string", default: "127.0.0.1" },
      pace: { type: "string", default: "0" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const port = Number(values.port);
  const paceMs = Number(values.pace);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error("--port takes a number from 0 to 65535.");
  if (!Number.isFinite(paceMs) || paceMs < 0) throw new Error("--pace takes milliseconds.");
  return { port, paceMs, host: values.host, help: values.help };
}

async function serve(): Promise<void> {
  const { help, ...options } = readArguments();
  if (help) {
    console.log(HELP);
    return;
  }
  // Nobody reads the list of requests here.
  const remember = { maxRequests: 0, maxFileBytes: 0 };
  const api = await startLocalImagesApi({ ...options, remember, onError: (error) => console.error(error) });
  console.log(welcome(api.baseUrl));
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await api.close();
}

await serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
