//! Gaming: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Player two",
        description: "Pull up a chair.",
        benefits: &["All devlogs and essays", "Screenshots before anyone else"],
    },
    TierText {
        name: "Party member",
        description: "Things I would normally only tell the party.",
        benefits: &[
            "Everything in Player two",
            "Design notes and spreadsheets",
            "Polls that really decide something",
        ],
    },
    TierText {
        name: "Guild hall",
        description: "For the ones who stay until the credits end.",
        benefits: &[
            "Everything below",
            "A monthly play session together",
            "Your name somewhere silly in the game",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Save file",
        description: "Keep up with everything.",
        benefits: &["All posts in full", "Maps and handouts in screen size"],
    },
    TierText {
        name: "Checkpoint",
        description: "Print, play, improve.",
        benefits: &[
            "Everything in Save file",
            "Printable files and source files",
            "Commented playtest notes",
        ],
    },
    TierText {
        name: "Secret level",
        description: "Come and break things with me.",
        benefits: &[
            "Everything in Checkpoint",
            "A seat at the playtest table",
            "One request each season",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "pixelpriya",
        name: "Priya Raman",
        category: "gaming",
        bio: "I am making a farming game on a moon, alone, in the evenings. Pixel art, bad physics, good \
               cows. Chennai.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &PIXELPRIYA,
    },
    CreatorProfile {
        handle: "slowboss",
        name: "Callum Reyes",
        category: "gaming",
        bio: "Long essays about old role-playing games and why the third town is always the saddest. I \
               finish everything, even the ones that do not deserve it.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &SLOWBOSS,
    },
    CreatorProfile {
        handle: "mika_salonen",
        name: "Mika Salonen",
        category: "gaming",
        bio: "Speedrunner from Tampere. I explain routes the way other people explain recipes, and I \
               keep a museum of failed runs.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &MIKA_SALONEN,
    },
    CreatorProfile {
        handle: "loud_dice",
        name: "Femi Balogun",
        category: "gaming",
        bio: "I run games for tired adults: three hours, one table, no homework. Maps, one-evening \
               adventures and the snacks that do not stain the character sheets. Birmingham.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &LOUD_DICE,
    },
];

const PIXELPRIYA: [PostText; 7] = [
    picture(
        Subject::Pixels,
        "The moon has weather now",
        "Nine colours, two of them only for the sky. Also: it rains upwards, and I am keeping that.",
        "Low gravity was meant to make rain fall slowly. A sign error made it rise. I watched it for ten \
         minutes and then wrote a whole crop that only grows if it is watered from below. Some bugs are \
         just features introducing themselves.",
        "A pixel-art night scene with a large planet and stars",
    ),
    picture(
        Subject::Pixels,
        "Forty creatures in one evening",
        "I set a timer for three minutes each. The ones without a plan are the best.",
        "Rule: sixteen by sixteen, symmetrical, four colours. By number twenty I had stopped thinking and \
         started meeting them. Second row, third from the left is going to be the vet. She looked at me \
         like a vet.",
        "Rows of small symmetrical pixel creatures with bright eyes",
    ),
    text(
        "Your jump is not too floaty, your landing is",
        "Small numbers that make a character feel right, from somebody who got them wrong for a year.",
        "Everyone told me the jump was floaty. I made gravity stronger. Still floaty. Stronger again, and \
         now the cow dropped like an anvil and it was still, somehow, floaty.\n\n\
         It was never the jump. It was that nothing happened when you landed. I added three frames of \
         squash, one puff of dust and a sound like a damp cushion, put gravity back where it was, and the \
         complaints stopped.\n\n\
         Things I now check before touching physics. Does the character react on the frame the button \
         goes down, even if only with an ear? Is there a small grace period after leaving a ledge? Mine \
         is six frames, and no one has ever noticed it; they only say the game is kind. Does the landing \
         say something?\n\n\
         Players describe the feeling, and they are always right about it. They also suggest the cause, \
         and they are nearly always wrong. It is the same with cows.",
    ),
    picture(
        Subject::Pixels,
        "Sunset over the greenhouse, palette of ten",
        "I gave the evening sky four of ten colours. The farm has to share the rest.",
        "The trick with small palettes is to let one colour have two jobs. The pink of the sky is also \
         the inside of the pigs' ears. Nobody sees it, but the picture holds together, and so, I feel, do \
         the pigs.",
        "A pixel-art sunset behind hills, mirrored in water",
    ),
    picture(
        Subject::Island,
        "A test farm that floats",
        "New building mode: everything on one small rock, so that I can see all my bugs at once.",
        "I needed somewhere to test paths, fences and sheep without loading the whole moon. Now I do not \
         want to leave it. Forty tiles, one well, one sheep that is convinced it can swim. Perhaps the \
         game was too big.",
        "A small floating island of cubes with trees and a shore",
    ),
    text(
        "One year alone with a game: the spreadsheet",
        "Hours, tears, commits, and what I would cut first if I started again.",
        "I kept a sheet. Evenings worked: 241. Average length: one hour forty. Features built: 63. \
         Features still in the game: 29. Times I rewrote the inventory: four, and I can feel a fifth \
         coming like a change of weather.\n\n\
         What ate the time was not the hard things. The hard things took a week each and then were done. \
         It was the things I did not decide. Can you sell animals? I left that open for five months and \
         it leaked into everything: the shop, the dialogue, my sleep.\n\n\
         So my advice to anybody starting is this: write down the ten questions you are avoiding, and \
         answer them badly tonight. A bad answer can be changed. An open one just sits there and charges \
         rent.\n\n\
         What I would cut first is fishing. What I will never cut is fishing. This is why it takes a \
         year.",
    ),
    picture(
        Subject::LowPoly,
        "What the moon would look like in 3D (it will not be)",
        "A weekend away from pixels. Very refreshing, never again.",
        "I wanted to see the valley from above and ended up spending two days on triangles. It taught me \
         where the hills should be: I had put the village in permanent shade for a year. The village has \
         been moved. The mayor has thanked me, in writing, because I wrote it.",
        "A folded low-poly landscape with mountains and a low sun",
    ),
];

const SLOWBOSS: [PostText; 7] = [
    text(
        "In praise of the useless inn",
        "Some inns heal nobody and save nothing. They are doing the most important job in the game.",
        "There is a kind of inn that has no function. You cannot sleep there, the innkeeper has one line, \
         and the stew is not an item. Modern design would remove it, and modern design would be wrong.\n\n\
         A world in which everything is for you is a vending machine. The useless inn tells you that \
         people live here when you are not looking. That somebody, at some point, ordered the stew.\n\n\
         I keep a list. The best ones are slightly out of the way, so you only find them when you are \
         lost. They have a fire that costs the artist a week. They have music of their own, or the town's \
         theme played as if by someone in the next room. And there is always one person at a table who \
         says something that has nothing to do with the plot.\n\n\
         My favourite says: it was louder here, before. That is all. There is no quest. I have thought \
         about it for twenty years.\n\n\
         When you design a place, ask what it is for. When you have answered, build one place where the \
         answer is: nothing, sit down.",
    ),
    picture(
        Subject::Pixels,
        "The save point at the edge of the map",
        "On drawing the moment before a boss, when the music stops and you go and make tea.",
        "I tried to draw what the room before the last fight feels like. Too many potions, not enough \
         courage, a light that has no reason to be there. I have been in that room with my brother, with \
         a flu, and once on New Year's Eve. It is always the same time of day in it.",
        "A quiet pixel-art landscape at dusk",
    ),
    text(
        "Why I stopped using guides (and where I still cheat)",
        "A year without looking anything up: what got better, and what I am not proud of.",
        "In January I decided to play without guides. I missed a third of everything. I also remember all \
         of it.\n\n\
         With a guide, I used to move through a game like a postman. Correct, punctual, and afterwards I \
         could not have told you the name of a single street. Without one I had to listen. I drew maps on \
         squared paper. I asked the characters things twice. I lost eleven hours to a door that turned \
         out to be decoration, and I know that door better than some relatives.\n\n\
         Where I still cheat: crafting tables, anything with real-time waiting, and fish. Life is short, \
         and fish are random.\n\n\
         If you want to try it, allow yourself three questions per game, written down beforehand. I used \
         one of mine on the door. I do not regret it, but I think about it.",
    ),
    picture(
        Subject::LowPoly,
        "Mountains you can see but not reach",
        "A picture about the loveliest lie in game design: the skybox.",
        "The mountain at the back is twelve triangles. I knew it at fourteen, I know it now, and I still \
         walked towards it for an hour. It is the one place in the game that nobody has spoiled with \
         content.",
        "Low-poly mountains in haze behind a plain with small trees",
    ),
    picture(
        Subject::Aurora,
        "Night shift in the northern zone",
        "The level that everyone remembers and no one can say what happens in it.",
        "Nothing happens. You walk, the sky moves, the music has four notes. I asked thirty people for \
         their favourite area and eleven named it. Nobody could remember a fight. I think some areas are \
         there so that the others can be about something.",
        "Northern lights over a dark forest and a still lake",
    ),
    text(
        "The side quest that broke me",
        "A letter has to be delivered. There is no reward. Spoilers for something very old.",
        "An old man in the first town gives you a letter for his daughter. He does not know where she is. \
         There is no marker and no reward; it just sits in your bag and takes up a place you could use \
         for herbs.\n\n\
         Forty hours later, in a city you only pass through, there is a woman who says she never answers \
         letters. That is it. If you happen to talk to her with it in your bag, she reads it, and the \
         screen shows nothing of what it says. She asks you to wait. You wait, really wait, about a \
         minute. Then she gives you one to take back.\n\n\
         The old man's house is empty when you return. You can put the letter on the table. Nothing \
         happens. The game never mentions it again.\n\n\
         I was nineteen and had not called my father in a while. I did then. I have no idea who wrote \
         that quest, but they got one person to pick up a phone, and I wonder how many others.",
    ),
    picture(
        Subject::Blocks,
        "Third towns, a small collection",
        "The first town is home, the second is hope. I drew the third one from above.",
        "By the third town you know the shopkeepers share a face. So the third town has to earn it with \
         streets. I count roofs, bridges and one place where the tiles do not quite match. Sadness is \
         mostly layout.",
        "A town of plain blocks seen from above at an angle",
    ),
];

const MIKA_SALONEN: [PostText; 7] = [
    picture(
        Subject::Pixels,
        "The wall clip, in four frames",
        "It has been in every run for years. Here is what is really going on.",
        "The character is pushed out of the wall in the direction of the shortest way. If you turn on \
         exactly the frame where both ways are equal, the game shrugs and lets you through. I have done \
         it eleven thousand times, and it still feels like getting away with something.",
        "A pixel-art scene with crisp blocks of colour",
    ),
    text(
        "How to practise one trick without hating it",
        "Twenty minutes, a paper cup and a rule about stopping while it works.",
        "The worst way to practise is until you get it. You stop at the first success, so the last thing \
         your hands remember is a long row of failures with one miracle at the end.\n\n\
         I do it the other way round. Twenty minutes on a timer. Every success puts a bean into the paper \
         cup. When three in a row work, I stop, even if only six minutes have passed. The hands go to bed \
         happy.\n\n\
         Slow it down first. If your emulator allows half speed, learn the rhythm there and say it aloud; \
         mine is 'and, down, wait, go'. Then full speed, same words. If the words no longer fit, you are \
         pressing, not playing.\n\n\
         And never practise the trick alone for more than a day. Put the five seconds before it in front. \
         In a run you will arrive there with cold hands and a bad feeling, so invite the bad feeling to \
         practice.\n\n\
         I have a shelf of cups. It is my only trophy cabinet.",
    ),
    picture(
        Subject::LowPoly,
        "Out of bounds is beautiful",
        "Behind the level there is always a landscape nobody meant to show.",
        "When you fall out of the world, you see it the way its makers did: as thin shells with nothing \
         behind them. Hills are hats. Houses have no floors. I take a picture every time, because for a \
         second it looks honest and a little embarrassed.",
        "A low-poly landscape seen from an unusual angle",
    ),
    picture(
        Subject::Island,
        "Route map as an island",
        "I redrew my any-percent route as a place. The detour for the boots is the beach.",
        "On paper a route is a list of inputs. As an island, I could suddenly see that I walk past the \
         same hill four times. One of those walks is gone now. Eight seconds, found with a pencil.",
        "A small island of cubes with a path through it",
    ),
    text(
        "The museum of failed runs: new exhibits",
        "Three personal bests that died in the last minute, with the cause of death.",
        "Exhibit 27: four minutes ahead of my record, pause buffered too early, and the menu ate the \
         jump. Cause of death: confidence.\n\n\
         Exhibit 28: a clean run until my neighbour's dog discovered a hedgehog. I looked. One should \
         never look. Cause of death: hedgehog.\n\n\
         Exhibit 29 hurts. Everything perfect, last input, and I let go of the stick because I was \
         already smiling. The character stopped one pixel short of the door and stood there with me.\n\n\
         I keep these because the bests teach me nothing. A best is the run in which none of the things \
         that usually happen happened. The museum is where the real game is: what my hands do when I am \
         afraid, tired, proud or near a dog.\n\n\
         Admission is free. The gift shop sells beans.",
    ),
    picture(
        Subject::Aurora,
        "Four in the morning, third attempt",
        "The sky outside, drawn from memory, after the run that finally worked.",
        "I stood on the balcony with shaking hands, and there it was, green and not at all interested in \
         my time. I did not film it. Some things should be out of the leaderboard.",
        "Northern lights over a lake and forest silhouettes",
    ),
    picture(
        Subject::Blocks,
        "The city level, from the side the camera never shows",
        "Every house has one wall too few. That is where we go through.",
        "City levels are the best for routing because buildings are made to be looked at, not leaned on. \
         This is my mental map of the second district. The orange one is solid. It took me a weekend to \
         accept that.",
        "Rows of block houses with lit windows seen at an angle",
    ),
];

const LOUD_DICE: [PostText; 7] = [
    picture(
        Subject::Island,
        "A map for one evening: Saltwell Rock",
        "One island, three rumours, a lighthouse that is lit although nobody lives there.",
        "Made for four players and about three hours. The rumours contradict each other, and all of them \
         are true at different tides. Print it large, let the players write on it, and do not correct \
         their spelling of the place names. That is now what it is called.",
        "A small island with trees, rocks and a pale shore",
    ),
    text(
        "Prep one page, throw half of it away",
        "The sheet I bring to every session, and why the most important box on it is empty.",
        "I used to prepare ten pages. My players used to go left. Now I bring one, folded in four.\n\n\
         First quarter: three people who want something from each other, one line each. Not from the \
         party. From each other. The party will get in the way all by itself.\n\n\
         Second: five things one could smell, hear or touch. I never improvise smells well.\n\n\
         Third: the clock. What happens if nobody does anything, in four steps. The well runs dry, the \
         priest leaves, the dogs leave, you can guess.\n\n\
         The last quarter is empty. It is for whatever the table says that is better than mine. Last week \
         somebody asked, half joking, if the mayor and the smuggler were twins. They are now. It \
         explained everything, including two things I had not understood myself.\n\n\
         When they thank me for my clever plot, I nod slowly. You should, too. It is the only acting I \
         do.",
    ),
    picture(
        Subject::Island,
        "The goblin market, by daylight",
        "It looked frightening on the night of the session. By day it is mostly cheese.",
        "My players refused to fight anyone who sold such good cheese, and so a dungeon became a trade \
         agreement. I drew it as they remember it: sunny. There is a trapdoor. They never found it, and I \
         am not saying where.",
        "A floating island market made of small cubes and trees",
    ),
    picture(
        Subject::LowPoly,
        "The valley they named after their donkey",
        "Session nine. The donkey did not make it. The valley keeps his name.",
        "On my notes it says 'Valley, windy'. On theirs it says Gerald, with a heart. I have run games \
         for fifteen years and I have never written anything as good as the silence when I asked for \
         Gerald's saving throw.",
        "A low-poly valley between mountains with a lake",
    ),
    text(
        "Running games for tired people",
        "Everyone arrives from work, someone's child has a fever. How to make it an evening anyway.",
        "Most advice about running games assumes that people slept. My table is two nurses, a bus driver \
         and a man with twins.\n\n\
         We start with food and ten minutes of complaining, on purpose, with a timer. After that nobody \
         needs to. I recap in three sentences and always end on a question to one person: Ade, what did \
         your cleric do with the key? Now somebody is already inside.\n\n\
         I ask for fewer rolls. A roll is a pause, and tired people fall into pauses. If failing is not \
         interesting, it simply works.\n\n\
         Every hour somebody gets a scene that is easy and nice: a good meal, a compliment, a dog. This \
         is not filler. For some of them it is the nicest thing that happens that day, and it costs me a \
         dog.\n\n\
         We end on time. Always. Not at the exciting moment, at half past ten. Trust is what makes them \
         come back, not cliffhangers.",
    ),
    picture(
        Subject::Pixels,
        "Portraits for a party of five",
        "I am not an artist, but nobody has complained about sixteen by sixteen pixels.",
        "Nobody wants to describe their character, but everybody will argue about a pixel. 'His ears are \
         too big' is the beginning of a backstory. The one without eyes was a mistake, and its player \
         said: no, leave it, she has closed them. So now she dreams things.",
        "A grid of small pixel characters",
    ),
    picture(
        Subject::Blocks,
        "Safe streets, unsafe streets",
        "A town map with no monsters on it. My players have not been this nervous in months.",
        "I took all the danger out and only drew who locks their door, and when. They spent two hours \
         planning how to buy bread.",
        "A dense town of blocks with narrow streets between them",
    ),
];
