import type { Color } from "./color.ts";

export type Hour = "noon" | "dawn" | "dusk" | "sunset" | "night";
export type Weather = "rain" | "snow" | "fog" | "storm" | "aurora" | "rainbow";
export type Season = "spring" | "summer" | "autumn" | "winter";
export type Mood = "pastel" | "neon" | "mono" | "warm" | "cold" | "golden" | "vintage" | "dark" | "bright";
export type Style = "watercolor" | "pixel" | "ink" | "oil" | "poster" | "minimal";
export type PlaceName =
  | "coast"
  | "lake"
  | "hills"
  | "forest"
  | "mountains"
  | "desert"
  | "city"
  | "space"
  | "moon"
  | "underwater"
  | "room"
  | "island"
  | "road"
  | "abstract";
export type SkyThing = "sun" | "moon" | "stars" | "planet" | "cloud";
export type Relation = "on" | "under" | "over" | "in" | "with" | "beside" | "add" | "remove" | "not";

/** Each entry: what it means, then the words for it (lower case; plurals in s and es are found by themselves). */
type Words<T extends string> = { readonly [meaning in T]: string };

const hours: Words<Hour> = {
  noon: "noon,midday,day,daytime,daylight,sunny,mittag,tag,sonnig,sunshine",
  dawn: "dawn,sunrise,morning,daybreak,morgen,sonnenaufgang,morgengrauen,early",
  dusk: "dusk,twilight,evening,gloaming,dämmerung,abend,blue hour",
  sunset: "sunset,golden hour,sundown,sonnenuntergang,abendrot",
  night: "night,midnight,nighttime,nocturnal,moonlit,moonlight,starry,nacht,nachts,mitternacht,starlit",
};
const weathers: Words<Weather> = {
  rain: "rain,rainy,raining,drizzle,wet,downpour,puddle,regen,regnerisch,monsoon",
  snow: "snow,snowy,snowing,snowfall,snowflake,blizzard,frost,frosty,ice,icy,schnee,verschneit,frozen,arctic",
  fog: "fog,foggy,mist,misty,haze,hazy,nebel,neblig",
  storm: "storm,stormy,thunder,thunderstorm,lightning,tempest,sturm,gewitter,hurricane",
  aurora: "aurora,northern lights,aurora borealis,polarlicht,nordlicht",
  rainbow: "rainbow,regenbogen",
};
const seasons: Words<Season> = {
  spring: "spring,springtime,blossom,cherry blossom,sakura,frühling,april",
  summer: "summer,summertime,sommer,july",
  autumn: "autumn,fall,autumnal,herbst,october",
  winter: "winter,wintry,wintertime,december,christmas,weihnachten",
};
const moods: Words<Mood> = {
  pastel: "pastel,soft colours,soft colors,pale",
  neon: "neon,cyberpunk,synthwave,vaporwave,psychedelic,vivid,colorful,colourful,vibrant,bunt",
  mono: "monochrome,black and white,grayscale,greyscale,grey scale,black white,noir,schwarzweiß,desaturated",
  warm: "warm,warmer,cozy,cosy,warm colors",
  cold: "cold,cool,cooler,colder,chilly,kalt",
  golden: "golden,gilded",
  vintage: "vintage,sepia,retro,nostalgic,old photo,faded,antique,aged",
  dark: "dark,darker,gloomy,darken,moody,dunkel,dunkler,spooky,sinister",
  bright: "bright,brighter,brighten,light,lighter,hell,heller,luminous,radiant",
};
const styles: Words<Style> = {
  watercolor: "watercolor,watercolour,water color,aquarelle,aquarell",
  pixel: "pixel art,pixel,pixelart,pixelated,pixels,8 bit,8bit,16 bit",
  ink: "ink,sketch,pencil,drawing,line art,engraving,etching,charcoal,woodcut,linocut,tusche,skizze,lineart",
  oil: "oil,oil painting,impasto,van gogh,impressionist,impressionism,ölgemälde",
  poster: "poster,travel poster,screenprint,screen print,art deco,lithograph,risograph,plakat",
  minimal: "minimal,minimalist,minimalism,simple,flat,minimalistisch",
};
const places: Words<PlaceName> = {
  coast:
    "coast,beach,sea,ocean,shore,seaside,wave,cliff,harbor,harbour,bay,strand,meer,küste,ozean,surf,port,seascape,water",
  lake: "lake,river,pond,see,fluss,stream,waterfall,fjord,canal,reflection,lagoon,creek",
  hills:
    "hill,meadow,field,farm,garden,park,countryside,valley,grass,prairie,landscape,hügel,wiese,feld,village,dorf,vineyard,pasture,lawn,backyard",
  forest: "forest,wood,woodland,jungle,wald,grove,woods,rainforest",
  mountains: "mountain,alps,peak,summit,glacier,volcano,berg,berge,gebirge,himalaya,cabin in the mountains,canyon",
  desert: "desert,dune,sahara,sand,wüste,oasis,mesa",
  city: "city,skyline,street,town,downtown,skyscraper,alley,stadt,straße,tokyo,paris,london,new york,york,berlin,manhattan,metropolis,building,rooftop,urban,cityscape",
  space: "space,galaxy,nebula,universe,cosmos,weltraum,weltall,outer space,milky way,orbit,cosmic,interstellar",
  moon: "on the moon,lunar,moonscape,on mars,mars,asteroid,auf dem mond",
  underwater: "underwater,under water,under the sea,coral,reef,coral reef,seabed,aquarium,unterwasser,deep sea",
  room: "room,table,kitchen,desk,window,interior,indoors,indoor,shelf,bed,bedroom,library,still life,tisch,zimmer,cafe,café,fireplace,sofa,windowsill,stillleben",
  island: "island,tropical,insel,tropics,hawaii,maldives",
  road: "road,path,highway,railway,track,way,weg,trail",
  abstract: "abstract,pattern,shape,geometric,geometry,bauhaus,cubist,mandala,abstrakt,kandinsky,wallpaper,texture",
};
const skyThings: Words<SkyThing> = {
  sun: "sun,sonne",
  moon: "moon,crescent,full moon,mond",
  stars: "star,constellation,stern,sterne,shooting star,comet",
  planet: "planet,saturn,jupiter",
  cloud: "cloud,cloudy,wolke,wolken,overcast",
};
const relations: Words<Relation> = {
  on: "on,atop,riding,auf,upon,on top of",
  under: "under,below,beneath,unter,underneath",
  over: "over,above,flying over,über",
  in: "in,inside,im,into,through",
  with: "with,and,mit,und,holding,wearing,reading",
  beside: "beside,next to,near,by,neben,behind,at,before,in front of",
  add: "add,put,place,insert,include,give,füge,draw",
  remove: "remove,erase,delete,take away,get rid of,entferne",
  not: "no,without,ohne,kein,keine",
};

const subjectsOfEdits = "sky,himmel,heaven,background,hintergrund";
const waters = "sea,ocean,water,lake,river,meer,wave";

/** Colour names; the values are pigments that sit well beside each other rather than CSS primaries. */
const colors: { readonly [color: Color]: string } = {
  "#d2392f": "red,rot,rotes,rote,roter,scarlet,crimson,ruby,vermilion",
  "#e8762c": "orange,tangerine,ginger,rust,amber,copper",
  "#f2c230": "yellow,gelb,gelbe,gelbes,gelber,mustard,blond",
  "#4f9a4a": "green,grün,grüne,grünes,grüner,emerald,olive,lime,jade",
  "#2f9c95": "teal,turquoise,cyan,aqua,türkis,mint",
  "#2f6fc4": "blue,blau,blaue,blaues,blauer,azure,cobalt,sapphire,navy,indigo",
  "#8048b0": "purple,violet,lila,violett,lavender,lilac,plum,mauve,magenta",
  "#ee86a8": "pink,rosa,salmon,blush",
  "#8a5a3a": "brown,braun,braune,braunes,brauner,chocolate,bronze,tan",
  "#f4f1ea": "white,weiß,weiße,weißes,weißer,ivory,snow white,cream",
  "#2b2a30": "black,schwarz,schwarze,schwarzes,schwarzer,ebony",
  "#8d9299": "grey,gray,grau,graue,graues,grauer,silver,silvery",
  "#e0ac3f": "gold",
};

export const counts: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{
      two: 2,
      three: 3,
      four: 4,
      five: 5,
      six: 6,
      seven: 7,
      eight: 8,
      nine: 9,
      couple: 2,
      pair: 2,
      few: 3,
      dozen: 9,
    },
    ...{ several: 4, many: 6, some: 3, flock: 7, herd: 5, group: 4, fleet: 5, zwei: 2, drei: 3, vier: 4, fünf: 5 },
    ...{ sechs: 6, sieben: 7, acht: 8, viele: 6, bunch: 5, bouquet: 5, field: 7, school: 6, pack: 4 },
  }),
);

/** What an edit does beyond repainting; the words for each. */
const handles = {
  blur: "blur,blurry,blurred,bokeh,out of focus,unscharf,defocus",
  sharpen: "sharpen,sharper,crisp,schärfer,sharp",
  mirror: "mirror,mirrored,flip,flipped,spiegeln",
  blend: "blend,merge,mix,combine,double exposure,morph,überblenden,fuse,mischen",
  gather: "collage,montage,together,both,gather,zusammen",
  restyle: "in the style of,style of,the style,same style,same colors,same colours,palette of,colors of,look of,stil",
} as const;
export type Handle = keyof typeof handles;

export type Meaning =
  | { readonly is: "hour"; readonly value: Hour }
  | { readonly is: "weather"; readonly value: Weather }
  | { readonly is: "season"; readonly value: Season }
  | { readonly is: "mood"; readonly value: Mood }
  | { readonly is: "style"; readonly value: Style }
  | { readonly is: "place"; readonly value: PlaceName }
  | { readonly is: "sky"; readonly value: SkyThing }
  | { readonly is: "color"; readonly value: Color }
  | { readonly is: "handle"; readonly value: Handle }
  | { readonly is: "relation"; readonly value: Relation };

/** Looks words up that are not subjects; longer phrases are separate keys ("pixel art"). */
export const meanings: ReadonlyMap<string, Meaning> = (() => {
  const found = new Map<string, Meaning>();
  const enter = <T extends string>(table: Words<T>, meaning: (value: T) => Meaning) => {
    for (const value in table) for (const word of table[value].split(",")) found.set(word, meaning(value));
  };
  enter(hours, (value) => ({ is: "hour", value }));
  enter(weathers, (value) => ({ is: "weather", value }));
  enter(seasons, (value) => ({ is: "season", value }));
  enter(moods, (value) => ({ is: "mood", value }));
  enter(styles, (value) => ({ is: "style", value }));
  enter(places, (value) => ({ is: "place", value }));
  enter(skyThings, (value) => ({ is: "sky", value }));
  enter(handles, (value) => ({ is: "handle", value }));
  enter(relations, (value) => ({ is: "relation", value }));
  enter(colors, (value) => ({ is: "color", value }));
  return found;
})();

/** Nouns whose colour is the sky's. */
export const skyWords: ReadonlySet<string> = new Set([...subjectsOfEdits.split(","), "clouds", "cloud"]);
/** Nouns whose colour is the water's. */
export const waterWords: ReadonlySet<string> = new Set(waters.split(","));
