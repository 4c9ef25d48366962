//! GameFi: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Camp fire",
        description: "All stories, maps and notes.",
        benefits: &["Every post", "Maps in full size"],
    },
    TierText {
        name: "Quartermaster",
        description: "How it works underneath.",
        benefits: &[
            "Everything at the camp fire",
            "Design sheets",
            "Early versions to play with",
        ],
    },
    TierText {
        name: "Council",
        description: "Help decide.",
        benefits: &[
            "Everything below",
            "Votes on the next chapter",
            "A monthly evening at the table",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Player",
        description: "Come and look.",
        benefits: &["All posts", "Screens and sketches"],
    },
    TierText {
        name: "Builder",
        description: "The working files.",
        benefits: &[
            "Everything in Player",
            "Spreadsheets, tables and tools",
            "Commented failures",
        ],
    },
    TierText {
        name: "Architect",
        description: "Build along.",
        benefits: &[
            "Everything in Builder",
            "A monthly workshop",
            "I look at one of your designs",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "guild_of_nine",
        name: "Paolo Santangelo",
        category: "gamefi",
        bio: "I run a guild of people with jobs and children. We play on-chain games slowly, share what \
               we find, and argue about soup. Naples.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &GUILD_OF_NINE,
    },
    CreatorProfile {
        handle: "loot_ledger",
        name: "Anh Dao Pham",
        category: "gamefi",
        bio: "I design economies for games and repair broken ones. Faucets, sinks and the price of \
               swords. Hanoi.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &LOOT_LEDGER,
    },
    CreatorProfile {
        handle: "isle_builder",
        name: "Saoirse Kelleher",
        category: "gamefi",
        bio: "I build small islands for an open world, one block at a time, and give most of them away. \
               County Clare, wind included.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &ISLE_BUILDER,
    },
    CreatorProfile {
        handle: "questwright",
        name: "Jabari Mensah",
        category: "gamefi",
        bio: "I write quests: the words in the little box before you go out and do the thing. Twelve \
               games, one novel in the drawer. Kumasi.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &QUESTWRIGHT,
    },
];

const GUILD_OF_NINE: [PostText; 7] = [
    picture(
        Subject::Island,
        "Our base, after one season",
        "Nine people, one floating rock, and a vote on where the kitchen goes.",
        "It was planned as a fortress. Now it has a kitchen, a pier and a bench from which you can see \
         everybody come home. Nobody has attacked us. I think it is the bench.",
        "A small floating island of cubes with trees and a shore",
    ),
    text(
        "How we share loot without losing friends",
        "Our rules, all six, tested on people who have known each other since school.",
        "Money has broken more guilds than dragons. We wrote ours down before there was anything to \
         divide, which is the only moment when it is easy.\n\n\
         One. Whatever is needed in the next week goes to whoever needs it next week. Not to the \
         strongest.\n\n\
         Two. What is only pretty is drawn by lot. Nobody may trade their luck.\n\n\
         Three. What has a price belongs to all nine. It goes into the common chest, for which three of \
         us have to turn the key. Twice a year we decide, over a meal, what to do with it. Last time: a \
         new laptop for Enzo, who had been playing on a toaster.\n\n\
         Four. Whoever brings the children to bed during a raid gets a full share. This rule was passed \
         unanimously and at once.\n\n\
         Five. If somebody leaves, they take their own things, a ninth of the chest, and a song. The song \
         is not optional.\n\n\
         Six. Any rule can be changed at a table, never in the chat.\n\n\
         In three years we have had one quarrel. It was about soup.",
    ),
    picture(
        Subject::Pixels,
        "Portrait of the nine",
        "Drawn by my daughter at sixteen by sixteen. I am the one with the ears.",
        "She has never met most of them, only heard their voices through the door. I think it is exact. \
         Carmela in particular sounds just like a small green thing with one tooth.",
        "Rows of small pixel creatures in bright colours",
    ),
    picture(
        Subject::LowPoly,
        "The pass where we lost the cart",
        "Scenic, steep, entirely my fault.",
        "I had said: we take the short cut, what could happen? On the map it is now called Paolo's \
         Wisdom. The goods were worth about a pizza each. We have dined out on the story for a year.",
        "A low-poly mountain pass with a low sun",
    ),
    text(
        "When a game pays, watch what it does to the evening",
        "An honest look at our three months in a game that paid, and why we stopped.",
        "In spring we tried one that paid out a little for each match. It was nicely made. In the first \
         week it was a joke: look, coffee money.\n\n\
         In the third, Enzo said for the first time: we should not waste time with the side quest. He is \
         the one who names the sheep. In the fifth week someone was late and we were annoyed, really \
         annoyed, the way one is with a colleague. In the seventh I caught myself doing sums during the \
         only sunset in the game that has clouds.\n\n\
         Nothing bad had happened. It had merely turned into work with worse pay and nicer hats. When the \
         rate was cut, we noticed that nobody was disappointed. We were relieved, like when a dinner is \
         cancelled.\n\n\
         We now have a test for new games. After a month: would we still play it if it paid nothing? And \
         a second one, from Carmela: would we still play together?\n\n\
         We sold the hats. That was the laptop, by the way.",
    ),
    picture(
        Subject::Gems,
        "The chest, audited",
        "Twice a year everything is laid on the table and counted. It is my favourite feast.",
        "Nineteen stones, four hats, one deed to an island the size of a bath mat. We compare with the \
         list on the chain, and drink to the difference. There has been none yet, but we drink \
         nevertheless.",
        "Rows of small cut gems in many colours",
    ),
    picture(
        Subject::Island,
        "The enemy's island",
        "They have a nicer pier. We have discussed it calmly.",
        "They invited us. It was a lovely evening. The war has been postponed until someone finds out \
         what it was about.",
        "A floating island seen across a wide sky",
    ),
];

const LOOT_LEDGER: [PostText; 7] = [
    picture(
        Subject::Gems,
        "Six rarities are three too many",
        "What players really see when you give them a rainbow.",
        "I showed thirty people the same sword in six border colours and asked which was better. After \
         the third they guessed. Rarity is a word, and if there are too many of them, nobody says \
         anything.",
        "Cut gems of several shapes and colours on a dark ground",
    ),
    text(
        "Faucets and sinks: a bath-tub lesson",
        "Every game economy is a bath-tub. Most of the floods have the same cause.",
        "Coins come in through the tap: quests, matches, daily rewards. They leave by the plug: repairs, \
         fees, things that are used up. If more comes in than leaves, the water rises. Prices in the \
         player market are just the mark on the tub.\n\n\
         Designers love taps. Each feature has a reward, each event a fountain. Plugs are unpopular, they \
         look like punishment. So most tubs have eleven taps and one plug with hair in it.\n\n\
         How to do it better. Write down every tap with the amount that an average and a fanatical player \
         gets from it per week. There will be a factor of fifty between them, and it is the fanatic who \
         sets the prices. Then find plugs that feel like wishes. Nobody minds paying for a house. \
         Everybody minds repairing boots.\n\n\
         Let plugs grow with wealth. A fee in percent is a better plug than one in coins.\n\n\
         And if coins can leave the game and become money, then the tub is standing in the living room. \
         Now your bug is somebody's rent, in both directions. I tell all clients: prove first, for a \
         whole year, that the tub does not overflow. Hardly anyone waits the year. I have a lot of work.",
    ),
    picture(
        Subject::LowPoly,
        "The valley that was mined out",
        "Screenshot from a simulation: what happens when everyone is clever.",
        "I let a thousand simulated players loose on one mountain. After forty days there was no \
         mountain. None of them was greedy; each only took a little more than last week. I show it at the \
         beginning of workshops, before the coffee.",
        "A low-poly valley with bare slopes",
    ),
    picture(
        Subject::Pixels,
        "Price tags for a small shop",
        "Twelve items, three coins, and the one price that tells the player who I am.",
        "The shopkeeper sells a flower for one coin. It does nothing. A third of all players buy it on \
         the first day. I learn more from it than from any survey.",
        "Small pixel figures and items in a grid",
    ),
    text(
        "A post-mortem without names: the event that broke the market",
        "Four hours, one missing zero, and the decision we are proud of.",
        "An autumn event was to give out 5 seeds per harvest. In the table stood 50. It went live at \
         eight in the evening, our time, when the only person who knew the table was in the cinema.\n\n\
         By midnight there were more seeds than in two years before. Honest players had harvested as on \
         any day. A handful had noticed, and harvested as on no day.\n\n\
         The discussion was in three camps. Roll back: delete the evening, and with it a wedding that two \
         players had celebrated in the game at ten. Leave it: and thereby reward whoever had been \
         ruthless. Or punish: and who draws the line between luck and intention?\n\n\
         We did something else. We invented a bird. For one week a bird flew over the fields, and you \
         could feed it seeds, as many as you liked, and for that it sang. No prize, only the song, and \
         for a very large number of seeds it sang with two voices. People fed it for six days. More than \
         four fifths of it all went into that bird.\n\n\
         It is still there. It is the best plug I have ever designed, and it came from a typing error and \
         from fear.",
    ),
    picture(
        Subject::Gems,
        "The stone nobody sells",
        "There is one item in every game that players keep although it would buy a house. I look for it \
         first.",
        "Usually it is ugly. It came from a friend, or from the first evening. When I find it I know what \
         the game is about. Economies have a floor, and it is made of such things.",
        "A single cut gem in a pool of light",
    ),
    picture(
        Subject::Island,
        "Test island, population 400",
        "Before anything goes live, four hundred bots live here for a year. They deserve a nice view.",
        "They eat, trade, build and hoard. Yesterday one of them stopped trading and planted trees. There \
         is no such rule. I am looking for the bug, slowly.",
        "A small island of cubes with trees and houses",
    ),
];

const ISLE_BUILDER: [PostText; 7] = [
    picture(
        Subject::Island,
        "Inishbeg, with its one tree",
        "Eleven by eleven, three kinds of grass, and a tree in exactly the wrong place.",
        "A real island has one thing on it that makes no sense. On ours at home it is a bathtub on a \
         hill. Here it is the tree: too close to the edge, leaning out. Take it away, and it becomes \
         furniture.",
        "A small island of cubes with a single group of trees",
    ),
    picture(
        Subject::Island,
        "The lighthouse keeper left a garden",
        "An island about somebody who is not there.",
        "There are rows of something blue, one spade, and a path worn by a single pair of feet. I spent \
         more time on the path than on the tower. Whoever moves in will know at once where to walk.",
        "A floating island with small fields and a shore",
    ),
    text(
        "How to make a small place feel large",
        "Five tricks from gardens, theatres and my mother's kitchen.",
        "Hide the end. From no point should you be able to see the whole coast. One rock in the way, and \
         the island doubles.\n\n\
         Make the path longer than it needs to be, but give a reason for each bend: a stone, a puddle, a \
         view. People forgive any detour which had a reason.\n\n\
         Let something be unreachable. A ledge with a nest. As soon as there is one place you cannot go, \
         the others become a country.\n\n\
         Change the sound. Gravel, then grass, then planks over water. In games without sound I use \
         colour for it: the floor changes every eight steps.\n\n\
         Leave the middle empty. Beginners put the house in the centre, and then everything is 'around \
         the house'. In my mother's kitchen everything stands along the walls, and in the middle twenty \
         people have danced.\n\n\
         My smallest island has sixty-four blocks of ground. A visitor wrote that she got lost there. I \
         have had it printed and hung over the desk.",
    ),
    picture(
        Subject::LowPoly,
        "Study of the real coast",
        "Before I build I draw what is outside the window in triangles. Today it hailed.",
        "The cliffs are not vertical, that is the first thing one gets wrong. They lean back a little, \
         like men at a bar.",
        "Low-poly cliffs and water under a pale sun",
    ),
    text(
        "Giving islands away: what happened to the first fifty",
        "I asked the new owners for a photograph. Thirty-one answered.",
        "I have given away fifty islands. There was one condition: after a year, send me a picture.\n\n\
         Seven were empty. Someone had come once, looked, and never again. This happens with real houses, \
         too.\n\n\
         Twelve were shops. I was cross for a morning. Then I saw that in one of them you can sit behind \
         the till and look at the sea, and the owner wrote that he does exactly that.\n\n\
         Five had been built over, so that I could not recognise a single block. I looked for my path \
         everywhere. In the very last it was still there, underneath, in the cellar, with a lamp.\n\n\
         Seven were better than before. I mean it. A boy in Manila has turned the awkward tree into a \
         bridge. Two sisters have made a school. On Inishbeg somebody has put up a bathtub; I swear I had \
         told nobody.\n\n\
         And nineteen never wrote. I like to think they are lost there.",
    ),
    picture(
        Subject::Pixels,
        "Weather table for the month",
        "Thirty days in thirty little squares. You will see why I build roofs.",
        "I keep it for the islands, so that they have real weather: whatever it does here, it does there, \
         a day later. On the ninth the owners asked whether the server was broken. It was only February.",
        "A grid of small pixel pictures",
    ),
    picture(
        Subject::Gems,
        "What the tide left",
        "Small finds, one for each visitor.",
        "On every island I hide something of no value at the tide line. People have asked what it can be \
         exchanged for. For nothing. You can put it in your window, if you have built one.",
        "Small cut stones scattered on a plain ground",
    ),
];

const QUESTWRIGHT: [PostText; 7] = [
    picture(
        Subject::LowPoly,
        "'Bring her the mountain'",
        "The impossible task with which my best quest begins. Sketch for the artist.",
        "An old woman asks you to bring her the mountain, as she is too old to climb. Players have \
         brought her stones, snow, a drawing, a goat. We have written an answer for each of these. \
         Somebody carried her up. We had no answer to that. We made one the same night.",
        "A low-poly mountain with a bright summit",
    ),
    text(
        "Forty words are enough",
        "How to write a quest that gets read, with a before and an after.",
        "You have forty words. After that, players click. I have seen the heat maps, and have made my \
         peace with it.\n\n\
         Before: 'Greetings, adventurer! Our village has long suffered from the wolves of the Northern \
         Wood. Brave souls are needed. Slay ten wolves and bring me their pelts, and you shall be richly \
         rewarded with gold and with our eternal gratitude!' Thirty-eight words, and I already want to be \
         a wolf.\n\n\
         After: 'My brother went for wood on Tuesday. The dog came back. I've got eleven coins and his \
         good coat, it would fit you. Don't tell my mother I asked.' Twenty-eight.\n\n\
         It is the same quest. You will walk to the wood and hit something. But now there is a Tuesday in \
         it, a coat, a mother. Nobody is grateful eternally; there is someone who counts coins in front \
         of a stranger.\n\n\
         Three rules. One concrete day. One object that is worth more than it is worth. One thing the \
         speaker would rather not have said.\n\n\
         And never 'greetings'. I have lived for forty-four years and no one has ever greeted me with it.",
    ),
    picture(
        Subject::Pixels,
        "The dog who came back",
        "He was going to be in one quest only. The players had other plans.",
        "In the first week eleven thousand people fed him. There was no function for it: they dropped \
         bread next to him. In the second week we let him eat. In the third he got a name, by vote, and \
         it is an absurd name, and it is his.",
        "A pixel-art scene with a small creature at dusk",
    ),
    picture(
        Subject::Island,
        "A quest the size of an island",
        "Everything on it belongs to one sentence. I will not tell you which.",
        "There is a boat without oars, two cups and a grave with fresh flowers. Nobody says a word. I am \
         very proud of this one, it has forty words fewer than the shortest.",
        "A small island of cubes with a few trees",
    ),
    text(
        "Rewards that are not things",
        "What players remember, and what it costs (nearly nothing).",
        "For a festival we asked players for the best reward they had ever received in a game. I expected \
         swords.\n\n\
         A door that, from then on, was left unlocked for me. A guard who greeted me with my name, once, \
         forty hours later. That I was allowed to name the ship. A recipe. That the music in the village \
         did not go back to the sad version. Somebody waved.\n\n\
         All these cost an afternoon. A sword costs three people two weeks and is replaced by the next \
         sword.\n\n\
         I now write each quest backwards from this question: what will be different tomorrow morning in \
         this place, and will it be visible without opening a menu? If there is no answer, I add \
         something tiny. The widow hangs up the washing again. Two children play your fight, badly.\n\n\
         In games with a market this is even more important. Everything you give there is immediately a \
         price. A wave cannot be sold. I have checked.",
    ),
    picture(
        Subject::Gems,
        "The ring from chapter four",
        "It is worthless, cursed, and nobody gives it back.",
        "It makes all merchants lie to you. We thought players would throw it away as soon as possible. \
         But with the ring on, they found out, you know what a lie sounds like. They wear it on purpose. \
         I write better merchants now.",
        "A single bright stone in close view",
    ),
    picture(
        Subject::LowPoly,
        "Roads between quests",
        "The part where nothing happens is where it happens.",
        "The producer wanted to shorten the way from the village to the wood. I asked for one week. In \
         it, forty players stopped on the hill, without any reason, and turned round once to look at the \
         village. The way has stayed.",
        "A low-poly landscape with a valley and small trees",
    ),
];
