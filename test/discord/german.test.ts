import { expect, test } from "vitest";
import { file } from "#test/fakes/discord/discord.ts";
import { story } from "./story.ts";

test("who reads German is answered in German, whatever the server speaks", async () => {
  const { ada, channel, discord, sees } = await story({ images: { paceMs: 900 } });
  const greta = discord.user("greta", { locale: "de" });
  const asking = await greta.in(channel).runs("/imagine", { prompt: "ein roter Fuchs", count: 2 });
  await asking.shows("von 2");
  expect(sees(greta)).toMatchInlineSnapshot(`
    "#general
    greta used /imagine prompt: ein roter Fuchs count: 2
    Limner: Wird gemalt … 0 von 2 fertig, # s
      [✖️ Abbrechen]"
  `);
  await asking.pictures(2);
  await (await greta.in(channel).presses("Info", asking.message())).shows("Fuchs");
  const noPicture = file("garten.png", Buffer.from("nur Text"));
  const refused = await greta.in(channel).runs("/edit", { image: noPicture, prompt: "bei Nacht" });
  await discord.until(() => refused.messages().some(({ isEphemeral }) => isEphemeral));
  await discord.until(() => channel.messages().length === 1);
  const form = await (await greta.in(channel).runs("/edit", { prompt: "bei Nacht" })).form();
  expect([form.title, ...form.labels()]).toMatchInlineSnapshot(`
    [
      "Ein Bild ändern: sag, was anders sein soll",
      "Bild",
      "Beschreibung",
      "Maske",
      "Vorlagen",
      "Größe",
    ]
  `);
  expect(sees(greta)).toMatchInlineSnapshot(`
    "#general
    greta used /imagine prompt: ein roter Fuchs count: 2
    Limner: > **ein roter Fuchs**
      -# angefordert von @greta · gpt-image-2 · 1024x1024 · medium · # s · $0.111
      [picture "ein roter Fuchs" 1024x1024 png]
      [picture "ein roter Fuchs" 1024x1024 png]
      [🔄 Noch einmal] [🎨 Variieren] [✏️ Bearbeiten] [⬆️ Vergrößern] [📋 Info] [🗑️ Löschen]
      <Bild 1 | Bild 2>
    Limner (only you) (to Limner): **ID** JOB1
      **Prompt** ein roter Fuchs
      **Modell** gpt-image-2
      **Größe** 1024x1024
      **Qualität** medium
      **Dauer** # s
      **Kosten** $0.111
      **Befehl** imagine
      **Von** greta
      **Wann** NOW
      **JOB1-1** png, # kB
      **JOB1-2** png, # kB
      [picture "ein roter Fuchs" 1024x1024 png]
      [picture "ein roter Fuchs" 1024x1024 png]
      [🔄 Noch einmal] [🎨 Variieren] [✏️ Bearbeiten] [⬆️ Vergrößern] [🖼️ Original] [🗑️ Löschen]
    Limner (only you): garten.png: Diese Datei ist Text und kein Bild. Schick ein PNG, JPEG oder WebP.
      Es wurde nichts berechnet."
  `);

  await (await ada.in(channel).presses("Info", asking.message())).shows("Asked by");
});

test("commands are registered with their German descriptions", async () => {
  const { discord } = await story();
  const german = discord.commands().map(({ json }) => {
    const {
      name,
      description_localizations: about,
      name_localizations: names,
    } = json as Record<string, { de?: string }>;
    return `${String(name)}: ${about?.de ?? names?.de}`;
  });
  expect(german).toMatchInlineSnapshot(`
    [
      "imagine: Ein Bild nach deiner Beschreibung malen",
      "edit: Ein Bild ändern: sag, was anders sein soll",
      "blend: Zwei oder mehr Bilder zu einem verbinden",
      "vary: Variationen eines Ergebnisses malen",
      "again: Dasselbe noch einmal anfordern",
      "upscale: Ein Ergebnis vergrößern",
      "retry: Noch einmal malen, was unterwegs verloren ging; geht nur einmal",
      "cancel: Abbrechen, was in Arbeit ist",
      "info: Zeigen, wie ein Ergebnis entstanden ist",
      "original: Ein Bild als Datei in voller Qualität bringen",
      "history: Deine Ergebnisse auflisten, die neuesten zuerst",
      "post: Ein Ergebnis aus history noch einmal hierher holen",
      "share: Ein Ergebnis, das nur für dich gemacht wurde, allen zeigen",
      "remove: Ein Ergebnis oder eines seiner Bilder endgültig löschen",
      "usage: Zeigen, was verbraucht, übrig und in Arbeit ist",
      "settings: Limits und Voreinstellungen ansehen und ändern",
      "forget: Alles löschen, was hier von dir gespeichert ist",
      "help: Zeigen, was du hier tun kannst",
      "Edit image: Bild bearbeiten",
      "Vary image: Bild variieren",
      "Image info: Bildinfo",
      "Original image: Originalbild",
      "Delete image: Bild löschen",
    ]
  `);
});
