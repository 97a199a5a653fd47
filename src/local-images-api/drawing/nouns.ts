/** Everything that can stand in a picture; each has a figure in `subjects/`. */
export type SubjectName = keyof typeof nouns;

/** English and German words for each figure (lower case; plurals in s and es are found by themselves). */
const nouns = {
  lighthouse: "lighthouse,leuchtturm,beacon",
  house: "house,cottage,haus,häuser,home,farmhouse,hut,barn,hütte,bungalow",
  cabin: "cabin,log cabin,chalet,lodge,shack",
  castle: "castle,palace,fortress,schloss,burg,citadel,kingdom",
  tower: "tower,turm,church,chapel,temple,kirche,cathedral,clock tower,pagoda",
  windmill: "windmill,mill,windmühle,mühle",
  bridge: "bridge,brücke,viaduct,golden gate",
  tent: "tent,camp,camping,zelt,campfire,campsite",
  sailboat: "sailboat,boat,yacht,sailing boat,segelboot,boot,sail,dinghy,canoe,regatta,sailing",
  ship: "ship,galleon,pirate ship,schiff,vessel,ferry,steamer,pirate",
  car: "car,automobile,auto,taxi,van,truck,vehicle,jeep,beetle",
  train: "train,locomotive,zug,tram,steam train,railway train,subway",
  bicycle: "bicycle,bike,fahrrad,cyclist,rad",
  rocket: "rocket,spaceship,spacecraft,rakete,space shuttle,starship",
  balloon: "hot air balloon,balloon,heißluftballon,ballon,airship,zeppelin",
  airplane: "airplane,plane,aeroplane,aircraft,flugzeug,jet,biplane",
  fox: "fox,fuchs,füchse,vixen,wolf,wolves,coyote",
  cat: "cat,kitten,kitty,katze,katzen,kater,tabby",
  dog: "dog,puppy,hund,hunde,hound,corgi,labrador,pug,doggy",
  horse: "horse,pony,pferd,pferde,stallion,mare,unicorn,einhorn,foal",
  deer: "deer,stag,reindeer,hirsch,reh,elk,moose,fawn",
  bear: "bear,bär,bären,panda,teddy,teddy bear,grizzly,polar bear",
  rabbit: "rabbit,bunny,hare,hase,hasen,kaninchen,easter bunny",
  bird: "bird,robin,sparrow,vogel,vögel,parrot,crow,raven,swallow,seagull,gull,dove,hummingbird,songbird,finch",
  owl: "owl,eule,eulen",
  penguin: "penguin,pinguin,pinguine",
  fish: "fish,goldfish,koi,fisch,fische,carp,shark,salmon,trout,fishes",
  whale: "whale,wal,wale,orca,dolphin,delfin,humpback",
  turtle: "turtle,tortoise,schildkröte",
  butterfly: "butterfly,butterflies,schmetterling,schmetterlinge,moth",
  elephant: "elephant,elefant,elefanten,mammoth",
  dragon: "dragon,drache,drachen,wyvern,dinosaur,dino",
  tree: "tree,oak,baum,bäume,maple,birch,apple tree,willow,bonsai,treehouse",
  pine: "pine,fir,spruce,christmas tree,tanne,tannen,evergreen,kiefer",
  palm: "palm,palm tree,palme,palmen,coconut",
  cactus: "cactus,cacti,kaktus,succulent,saguaro",
  flower: "flower,blume,blumen,daisy,daisies,poppy,poppies,wildflower,blossom flower,floral,lily,lilies,bouquet,mohn",
  rose: "rose,rosen,peony",
  sunflower: "sunflower,sonnenblume,sonnenblumen",
  tulip: "tulip,tulpe,tulpen",
  mushroom: "mushroom,toadstool,pilz,pilze,fungus,fungi,fly agaric",
  vase: "vase,pot,jug,pitcher,krug,flowerpot",
  cup: "cup,coffee,mug,tea,cappuccino,espresso,latte,tasse,kaffee,tee,cocoa,hot chocolate",
  teapot: "teapot,kettle,teekanne",
  book: "book,novel,buch,bücher,reading,journal,diary",
  lamp: "lamp,lampe,streetlamp,street lamp,lamppost,desk lamp,lightbulb",
  lantern: "lantern,laterne,paper lantern,candle,kerze,torch",
  umbrella: "umbrella,regenschirm,parasol,schirm",
  heart: "heart,herz,love,liebe,valentine",
  crown: "crown,krone,king,queen,tiara",
  cake: "cake,kuchen,birthday,birthday cake,torte,cupcake,muffin,pie,dessert,geburtstag",
  apple: "apple,apfel,äpfel,fruit,obst,cherry,cherries,peach",
  orange: "oranges,tangerines,mandarin,clementine,citrus,grapefruit",
  pear: "pear,birne,birnen",
  lemon: "lemon,zitrone,zitronen,lime fruit",
  guitar: "guitar,gitarre,music,musik,ukulele,violin,banjo,cello",
  person:
    "person,woman,man,girl,boy,child,children,people,figure,traveler,traveller,wanderer,hiker,frau,mann,kind,mädchen,junge,princess,prince,wizard,witch,knight,monk,lady,portrait,dancer,samurai,human,fisherman,farmer",
  astronaut: "astronaut,cosmonaut,spaceman,spacewoman,astronautin",
  robot: "robot,android,roboter,droid,bot,mech,cyborg",
  snowman: "snowman,schneemann,snowmen",
} as const;

/** From word to figure. */
export const subjectWords: ReadonlyMap<string, SubjectName> = (() => {
  const found = new Map<string, SubjectName>();
  let name: SubjectName;
  for (name in nouns) for (const word of nouns[name].split(",")) found.set(word, name);
  return found;
})();
