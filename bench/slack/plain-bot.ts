import { App, SocketModeReceiver } from "@slack/bolt";
import OpenAI from "openai";
import type { SlackAddress } from "./fake-process.ts";

/** A bot as tutorials make it; only that it is told where its Slack is. */
export async function plainBot({ apiUrl, botToken, appToken }: SlackAddress, baseURL: string): Promise<void> {
  const openai = new OpenAI({ apiKey: "bench", baseURL });
  const clientOptions = { slackApiUrl: apiUrl };
  const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions } });
  const app = new App({ token: botToken, receiver, clientOptions });

  app.command("/limner", async ({ ack, respond }) => {
    await ack();
    await respond("Say /imagine and what you would like to see.");
  });

  app.command("/imagine", async ({ command, ack, client }) => {
    await ack();
    const { data } = await openai.images.generate({ model: "gpt-image-2", prompt: command.text, size: "1024x1024" });
    const picture = Buffer.from(data?.[0]?.b64_json ?? "", "base64");
    await client.filesUploadV2({ channel_id: command.channel_id, file: picture, filename: "picture.png" });
  });

  await app.start();
}
