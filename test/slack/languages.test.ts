import { describe, expect, test } from "vitest";
import { inTrouble } from "./in-trouble.ts";
import { story } from "./story.ts";
import { installed } from "./studio-on-slack.ts";

const { bot = [], bot_optional = [] } = installed.oauth_config?.scopes ?? {};
const withoutProfiles = [...bot, ...bot_optional].filter((scope) => scope !== "users:read");

describe("a person whose Slack speaks German", () => {
  test("reads German, from the first result on: results, refusals, forms and the page of the app", async () => {
    const { slack, channel, results, reads, sees } = await story();
    const dora = slack.user("dora", { locale: "de-DE" });
    // Nobody knows yet, and nobody waits to know.
    await (await dora.in(channel).types("/imagine ein roter Fuchs")).acknowledged();
    await results(1);
    await (await dora.in(channel).types("/imagine ein blauer Fuchs")).acknowledged();
    await results(2);
    await (await dora.in(channel).types("/imagine ein Fuchs --size enormous")).acknowledged();
    await dora.in(channel).mentions("");
    await reads(dora, "Schreib, was gemalt");
    const form = await (await dora.in(channel).types("/imagine")).form();
    expect([form.title(), form.labels().slice(0, 6)]).toMatchInlineSnapshot(`
      [
        "Bild erstellen",
        [
          "Beschreibung",
          "Vorlagen",
          "Größe",
          "Anzahl",
          "Qualität",
          "Nur für mich",
        ],
      ]
    `);
    const { errors } = await form.submits({ Beschreibung: "ein Fuchs", Format: "jpeg", Hintergrund: "transparent" });
    expect(errors).toMatchInlineSnapshot(`
      {
        "Format": "jpeg kann keinen transparenten Hintergrund speichern. Nimm png oder webp.",
      }
    `);
    await form.closes();
    const home = await dora.opensHome();
    await slack.until(() => home.transcript().includes("Fuchs"));
    expect(home.transcript()).toContain("1 Bild");
    await slack.until(() => slack.deliveries.attempts.every((attempt) => attempt.outcome() === "acknowledged"));
    expect(sees(dora)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner: ein roter Fuchs
        angefordert von @dora · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "ein roter Fuchs" 1024x1024 png]
        [Noch einmal] [Variieren] [Bearbeiten] [Vergrößern] [Info] [Löschen]
      Limner (only you): Ist in Arbeit. Das Ergebnis kommt, sobald es gemalt ist.
        [Abbrechen]
      Limner: ein blauer Fuchs
        angefordert von @dora · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "ein blauer Fuchs" 1024x1024 png]
        [Noch einmal] [Variieren] [Bearbeiten] [Vergrößern] [Info] [Löschen]
      Limner (only you): enormous ist keine Größe. Schreib square, landscape, portrait, wide oder tall, oder BREITExHÖHE wie 1536x1024.
      dora: @Limner 
      Limner (only you): Schreib, was gemalt werden soll, oder häng ein Bild an und schreib, was anders werden soll. Soll sich ein Bild ändern, das hier schon steht, schreib es in dessen Thread. Der Befehl help nennt alles Weitere."
    `);
    // Whoever is only refused reads German too; each was asked about once for everything that was said.
    const emil = slack.user("emil", { locale: "de-AT" });
    await emil.in(channel).mentions("");
    await reads(emil, "Schreib, was gemalt");
    expect(slack.requests("users.info").map(({ arguments: sent }) => sent)).toEqual(
      [dora, emil].map(({ id }) => ({ user: id, include_locale: "true" })),
    );
  });

  test("without the scope reads English, and Slack is not even asked", async () => {
    const { slack, channel, results, sees } = await story({ slack: { scopes: withoutProfiles } });
    const dora = slack.user("dora", { locale: "de-DE" });
    await dora.in(channel).types("/imagine ein roter Fuchs");
    await results(1);
    expect(sees(dora)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner: ein roter Fuchs
        asked by @dora · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "ein roter Fuchs" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]"
    `);
    expect(slack.requests("users.info")).toEqual([]);
  });

  test("reads English while Slack does not tell, and waits a second for it, once", async () => {
    const { slack, channel, results, sees, reads, passes } = await inTrouble();
    const dora = slack.user("dora", { locale: "de-DE" });
    const profiles = slack.hold("users.info");
    await (await dora.in(channel).types("/imagine ein roter Fuchs")).acknowledged();
    await (await (await dora.in(channel).types("/imagine")).form()).closes();
    await results(1);
    await dora.in(channel).mentions("");
    await reads(dora, "Say what to paint");
    expect(profiles.waiting()).toBe(1);
    expect(sees(dora)).toMatchInlineSnapshot(`
      "#general
      Limner (only you): On it. The result will be posted as soon as it is painted.
        [Cancel]
      Limner: ein roter Fuchs
        asked by @dora · gpt-image-2 · 1024x1024 · medium · # s · $0.053
        [picture "ein roter Fuchs" 1024x1024 png]
        [Again] [Vary] [Edit] [Upscale] [Info] [Delete]
      dora: @Limner 
      Limner (only you): Say what to paint, or attach a picture and say what to change. To change a picture that is here already, say it in that picture's thread. The command help lists everything else."
    `);
    // It tells after all, and a day later she has another one.
    profiles.open();
    await slack.until(() => slack.requests("users.info").length === 1);
    await dora.in(channel).types("/imagine ein blauer Fuchs");
    expect((await results(2)).text()).toContain("von @dora");
    passes(24 * 60);
    await dora.in(channel).types("/imagine ein gelber Fuchs");
    await results(3);
    expect(slack.requests("users.info")).toHaveLength(2);
  });

  test("reads English where Slack refuses to tell, and it is not asked again and again", async () => {
    const { slack, channel, results } = await inTrouble();
    const dora = slack.user("dora", { locale: "de-DE" });
    slack.fails("users.info", { error: "user_not_found" });
    await dora.in(channel).types("/imagine ein roter Fuchs");
    const result = await results(1);
    expect(result.text()).toContain("asked by");
    await dora.in(channel).types("/imagine ein blauer Fuchs");
    await results(2);
    expect(slack.requests("users.info")).toHaveLength(1);
  });
});
