//! NFT: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Vitrine",
        description: "Look as long as you like.",
        benefits: &["Every piece in full size", "Notes on how it was made"],
    },
    TierText {
        name: "Drawer",
        description: "What is not on show.",
        benefits: &[
            "Everything in the vitrine",
            "Studies, rejected versions and palettes",
            "First look at new series",
        ],
    },
    TierText {
        name: "Loupe",
        description: "Closer than anybody else.",
        benefits: &[
            "Everything in the drawer",
            "A monthly look over my shoulder",
            "One private edition a year",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Ticket",
        description: "All essays and pictures.",
        benefits: &["Every post", "A reading list"],
    },
    TierText {
        name: "Catalogue",
        description: "The long version, with sources.",
        benefits: &[
            "Everything with the ticket",
            "Conversations with artists",
            "Annotated pictures",
        ],
    },
    TierText {
        name: "Private view",
        description: "For people who collect with their eyes open.",
        benefits: &[
            "Everything in the catalogue",
            "A monthly call",
            "Questions about your own collection",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "gemwright",
        name: "Rosalind Achterberg",
        category: "nft",
        bio: "I cut gems that do not exist. Every facet by hand, light by mathematics. Learned the real \
               craft first, in Idar-Oberstein.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &GEMWRIGHT,
    },
    CreatorProfile {
        handle: "mintlane",
        name: "Kofi Asante-Reed",
        category: "nft",
        bio: "Collector and essayist. I buy slowly, write about what I see, and lend everything to \
               schools. Accra and Bristol.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &MINTLANE,
    },
    CreatorProfile {
        handle: "tilebytile",
        name: "Aylin Demirci",
        category: "nft",
        bio: "Code, tiles and long series. Grew up under Iznik ceilings, still drawing what I saw while \
               lying on the floor. Izmir.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &TILEBYTILE,
    },
    CreatorProfile {
        handle: "softforms",
        name: "Gabriel Uchôa",
        category: "nft",
        bio: "Soft shapes in endless loops, from a flat with a view of a car park in Recife. Formerly a \
               plumber, which shows.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &SOFTFORMS,
    },
];

const GEMWRIGHT: [PostText; 7] = [
    picture(
        Subject::Gems,
        "Study 88: a stone with a bad temper",
        "One facet turned by two degrees, and the whole thing changed its mood.",
        "In stone you get one chance. Here I had eighty-eight. The first eighty-seven were polite. Then I \
         tilted one pavilion facet out of the symmetry, and light stopped behaving. I have left it \
         exactly there.",
        "A cut gem catching the light on a plain ground",
    ),
    picture(
        Subject::Gems,
        "Twenty small ones for a rainy week",
        "No two cuts alike, all from the same virtual lump.",
        "On Mondays my old master made us cut twenty tiny stones that were thrown away on Fridays. He \
         said: a hand that keeps everything becomes stiff. I do it still. Friday is not easy.",
        "Rows of small gems of different cuts and colours",
    ),
    text(
        "What a facet is for",
        "It is not for shining. A cutter's introduction to light, with a glass of water.",
        "People think facets make a stone sparkle. They make it think.\n\n\
         Put a spoon into a glass of water and look from above, then from the side. At some angle the \
         surface suddenly becomes a mirror. That angle is different for every material, and cutting is \
         the art of arranging that light enters from the top, hits two mirrors at the bottom and comes \
         out where you are looking.\n\n\
         Cut too flat, and it falls through: you look at your own finger. We call it a window. Too deep, \
         and it is lost at the side: a dark middle, we call that a nail. In between there is a degree or \
         two in which a stone wakes up.\n\n\
         The little facets around the table do something else. They chop what comes out into pieces, so \
         that it moves when you move. A still sparkle is only glare.\n\n\
         In my digital stones I keep real angles for real materials. One could cheat, the computer would \
         not mind. But eyes know. They have looked at water for a very long time.",
    ),
    picture(
        Subject::Gems,
        "Druse, grown not cut",
        "For once I let it grow by rule and kept my hands in my pockets.",
        "Each prism leans away from its neighbours and gives up a bit of length for it. It is the only \
         rule. It is also the seating arrangement of every family dinner I know.",
        "A cluster of crystals growing from one root",
    ),
    picture(
        Subject::Glass,
        "Offcuts, set in lead",
        "The flawed facets of a year, put together by colour.",
        "I keep all facets that came out wrong. This year there were enough for a window. Seen together, \
         they no longer look like mistakes, they look like weather.",
        "Coloured cells between dark lines like a window",
    ),
    text(
        "Why I number but never rank",
        "About rarity tables, and a small stone that nobody wanted.",
        "Collectors ask me which one of a series is the rarest. I answer truthfully: all of them, there \
         is one of each. They laugh and ask again.\n\n\
         I understand the wish. A table makes it easy: this trait in two percent, that in nine. But I \
         have watched what happens. People stop looking. They buy a number and hang it up, and the \
         picture becomes its certificate.\n\n\
         In my third series there was a small grey stone. By every table it was the most common: plain \
         cut, plain colour, nothing in it. It remained till last. Then a woman wrote to me who wanted \
         exactly this one, because it looked like the sky over the hospital car park on the morning her \
         son came home.\n\n\
         So that is my policy. I number, so that we know which one we mean. I do not publish traits. If \
         you would like to know which is the best, come and look at all of them for as long as it takes \
         to become a little bored, and then see which one you are still looking at.",
    ),
    picture(
        Subject::Metaballs,
        "Before the cut: melt",
        "The state I find most beautiful, and cannot keep.",
        "Between two shapes the surface has no edges and wants nothing. I take a picture at this point \
         each time. Then I start to cut, that is to say, to decide.",
        "Drops of bright liquid flowing into each other",
    ),
];

const MINTLANE: [PostText; 7] = [
    text(
        "How to look at a picture on a screen",
        "Five minutes, full brightness, no scrolling. A method I stole from museum guards.",
        "A guard in a small museum once told me that visitors look for about nine seconds and that the \
         pictures are offended. He looks for five minutes, one picture a day. It takes him about a year.\n\n\
         I do this with the screen. One work, full size, everything else closed. In the first minute I \
         just list: blue, three shapes, a gap. In the second I look for the place I keep returning to, \
         and in the third for the place I avoid. There is always one. It is usually where the artist took \
         the greatest risk.\n\n\
         In the fourth I ask what would be lost if I cut off the edge. In the fifth I do nothing.\n\n\
         After this I know whether I want to live with it. In six years I have bought thirty-one works. I \
         have looked, in this way, at about two thousand. People congratulate me on my taste; it is just \
         sitting still.\n\n\
         Try it tonight with the last thing you bought. If the five minutes are long, you bought \
         something else: a mood, a tip, a hope. No harm done. But know it.",
    ),
    picture(
        Subject::Quilt,
        "The lending wall",
        "Sixteen works, one school corridor, and the question a nine-year-old asked me.",
        "We hung them as prints along the way to the dining hall. A girl asked: who decides where it \
         stops being your picture and starts being ours? I have been to panels on this subject. None of \
         them asked it as well.",
        "A patchwork of bold geometric squares",
    ),
    picture(
        Subject::Glass,
        "Favourite of the month: a window without a house",
        "I describe one work in words first, then show it. Read before you scroll.",
        "Imagine light that has been broken and not regretted it. Warm at the centre, and towards the \
         edges the pieces get larger, as if they had more time. The black lines are not borders. They are \
         what holds hands.",
        "A bright mosaic of coloured glass cells",
    ),
    text(
        "Letter to an artist about editions",
        "You asked how many. I answer with a story about my uncle's chairs.",
        "You wrote: one, ten or a thousand? My uncle made chairs in Kumasi. Of the good one he made as \
         many as there were people who would sit on it. He never numbered them. When he was old, he could \
         tell every chair apart by a knot or a slip of the plane, and would greet them when he visited.\n\n\
         So ask first what it wants. There are works which are a conversation, and which become better \
         when many people have them. There are works that are a letter. You send a letter once.\n\n\
         Then write it down before the sale, in simple words, and never change it. A larger edition than \
         promised is not growth, it is a broken word, and no contract will protect you from what people \
         remember.\n\n\
         As for price: less than hurts, more than is forgotten. I have bought works for the cost of lunch \
         that I look at every day.\n\n\
         And keep one. I know too many artists who have to ask me for a picture of their own early work. \
         I always send it. I also always ask why they did not keep the knot.",
    ),
    picture(
        Subject::Truchet,
        "What I saw after four minutes",
        "A work of simple tiles. In the first minute it was a pattern; look at the lower third.",
        "For three minutes I saw a pleasing labyrinth. Then I noticed that one line runs the whole way \
         through without meeting itself, and that everything else is a closed circle. I do not know if it \
         was planned. I have not asked. I do not want to know.",
        "Winding ribbons of quarter-circle tiles",
    ),
    picture(
        Subject::Gems,
        "On beauty and small size",
        "Why I like things that hide on a big screen.",
        "Everything wants to be huge now. I have been collecting works that look best at the size of a \
         hand. One has to come closer. There are few better reasons.",
        "Small bright gems on a dark ground",
    ),
    picture(
        Subject::Metaballs,
        "Two works that got into conversation",
        "I hung them next to each other by accident. Now I cannot separate them.",
        "One is loud, the other one barely there. For weeks I thought that the loud one won. Since \
         yesterday I see that it only talks so much because the other does not answer.",
        "Two colourful drops just touching",
    ),
];

const TILEBYTILE: [PostText; 7] = [
    picture(
        Subject::Truchet,
        "Series nine: Water finds its way",
        "One tile, two positions, six thousand decisions.",
        "The tile has two quarter circles and may lie this way or that. That is all it knows. Everything \
         that looks like a river, you are doing. I print the first of each series for my mother, who \
         tells me where the fish are.",
        "Ribbons of quarter circles winding across the whole picture",
    ),
    picture(
        Subject::Truchet,
        "Wings inside wings",
        "Tiles that break into four and change colour. I stopped at the third generation.",
        "Every time a tile is divided, black and white change places, and the shapes still fit. It was a \
         night's work to understand why, and it is one line to say: the corners belong to the ground, the \
         middles to the figure. After the third generation the eye gives up. So I gave up just before.",
        "Nested winged tiles of several sizes in two colours",
    ),
    text(
        "The floor of my grandmother's house",
        "Where the tiles come from. A story with no code in it, except at the end.",
        "In summer the stone floor was the coolest place in the house, so we children lay on it. Above us \
         was a ceiling that some great-uncle had painted: stars with eight points, and in between them \
         crosses. I remember the day I noticed that the crosses were not painted. They were what was left \
         over.\n\n\
         I must have been six. I ran to tell someone. My grandmother was cleaning beans and said: of \
         course. The ceiling is made of what he did and what he did not do.\n\n\
         I have studied mathematics for seven years since then and have not found a better sentence on \
         figure and ground.\n\n\
         When the house was sold I photographed the ceiling, badly, crying. From the photos I could \
         reconstruct the grid: he had not measured, every star is slightly different. My first program \
         drew them exactly, and they were dead. The second one adds his error, about two percent, \
         sideways only, as if leaning to where the coffee was.\n\n\
         That line is in every program I write. It is called buyukdayi, great-uncle. Do not remove it.",
    ),
    picture(
        Subject::Quilt,
        "Eight shapes for a new alphabet",
        "I am trying to say as much as possible with as few tiles as possible.",
        "With five it stammers. With eleven it chatters. Eight seems to be about right for a sentence.",
        "Quarter circles, half moons and bars in bold colours",
    ),
    picture(
        Subject::Glass,
        "Cells: a ceiling for people who lie on floors",
        "Looking up, as I used to. Designed for a children's library.",
        "The librarian wanted letters. I asked her to lie down. After a while she said, all right, no \
         letters.",
        "A round window of coloured cells around a bright middle",
    ),
    text(
        "On long series: why 300 and not 30",
        "How I choose outputs, and what I look for when the program is better than me.",
        "A short series shows what an algorithm can do. A long one shows what it is like.\n\n\
         Before I publish, I produce ten thousand and look at them in a grid, far too small. I am \
         searching for the boring ones. If every twentieth is dull, the rule has a lazy corner, and I go \
         back to work. A program may be strange, it may be ugly. It may not be indifferent.\n\n\
         Then I look for the ones I could not have made. If all are as I imagined them, I could have \
         drawn them by hand and saved the electricity. There must be some in which it has found \
         something: a symmetry I did not put in, a face, a mistake with style.\n\n\
         I do not choose the winners. Whatever comes comes, in order. It is frightening. Number 4 of this \
         series is, to my eyes, not good. It was bought by a man who wrote that it was the only one which \
         did not try to please him. He lies on floors, too, I am sure of it.",
    ),
    picture(
        Subject::Metaballs,
        "Tiles, melted",
        "A holiday from right angles.",
        "Two weeks a year I may not use a grid. I become nervous on the third day, and on the ninth I \
         make something like this.",
        "Soft coloured drops merging",
    ),
];

const SOFTFORMS: [PostText; 7] = [
    picture(
        Subject::Metaballs,
        "Loop 12: two drops who almost",
        "They approach each other for eleven seconds. I will not tell you what happens in the twelfth.",
        "When I was a plumber I could watch a drop at the end of a tap for a long time. It gets heavy, it \
         gets a waist, and then it is two. Everything I make is about the waist.",
        "Drops of liquid colour nearly touching",
    ),
    text(
        "What plumbing taught me about form",
        "Water never draws a corner unless it must. Nor do I.",
        "For fourteen years I repaired what other people had bent too sharply. If a pipe turns in a right \
         angle, the water hits the wall, gets angry and, over the years, eats its way out. If it turns in \
         a wide curve it hardly notices.\n\n\
         When I look at shapes on a screen now, I see pressure. A corner is a place where something will \
         leak. So I ask each form: where does it come from, where does it go, what would it do if it were \
         full?\n\n\
         In practice. I never set two curvatures next to each other without letting them change slowly. I \
         look at the negative space as if it were a pipe as well. If a highlight jumps, somewhere there \
         is a bad joint, and I go back with a wrench.\n\n\
         People say my pictures are calm. They are simply well installed.\n\n\
         My old boss saw the last series and said nothing for a time. Then he pointed to one spot and \
         said: there. He was right. I corrected two points by three millimetres. He has still got it.",
    ),
    picture(
        Subject::Metaballs,
        "Seven colours in warm water",
        "I only heated it a bit.",
        "The rule of this piece: each drop may keep its colour so long as it is alone. It is a picture \
         about parties.",
        "Colours flowing into one another as soft drops",
    ),
    picture(
        Subject::Gems,
        "A hard one, for balance",
        "I wanted to see if I could. My hands did not like it.",
        "Everything in it is edge. I made it on the day the car park was torn up. By the evening I was \
         back to drops.",
        "A sharp cut gem on a plain ground",
    ),
    picture(
        Subject::Quilt,
        "Flat week",
        "No depth, no light, only shapes next to each other. Like good neighbours.",
        "I do this when I am in love with my own shadows. Take the light away, and see whether anything \
         is still standing.",
        "Flat quarter circles and dots in a grid",
    ),
    text(
        "About loops, and why they calm people",
        "A loop is a promise. Some notes on keeping it.",
        "A nurse wrote to me that she runs Loop 7 on a tablet in the waiting room for children. I asked \
         her what they do. She said: they wait better.\n\n\
         I thought about it. A film asks: what comes next? A loop has already answered. You may look away \
         and nothing is lost, come back, and it has kept your seat. There is almost nothing else on a \
         screen today that does not punish you for looking away.\n\n\
         But the seam must be honest. If one can see where it begins, it is not a loop, it is a short \
         film with a limp. I build mine so that the last picture is not equal to the first, but on its \
         way to it: speed, light, everything must arrive in motion. As with a river you cannot stand \
         still at the join.\n\n\
         It takes eleven days for twelve seconds. My sister says that this is bad business. But she has \
         Loop 9 on at dinner, and I have seen that she breathes with it.",
    ),
    picture(
        Subject::Glass,
        "Car park, after rain, in pieces",
        "The view from my window, broken on purpose.",
        "Forty-two cars, most of them grey. In a puddle they were all of these.",
        "Cells of colour divided by dark lines",
    ),
];
