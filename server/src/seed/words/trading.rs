//! Trading: four creators and what they publish; they teach and refuse every figure, forecast and tip.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Notebook",
        description: "My journal pages, with the mistakes.",
        benefits: &["All posts", "Printable journal templates"],
    },
    TierText {
        name: "Review",
        description: "The weekly look back.",
        benefits: &[
            "Everything in the notebook",
            "A long review every Sunday",
            "Exercises to do on paper",
        ],
    },
    TierText {
        name: "Round table",
        description: "A small group that reviews together.",
        benefits: &[
            "Everything below",
            "A monthly call",
            "I comment on your process, never on what to buy",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Lesson",
        description: "One idea at a time.",
        benefits: &["All lessons", "A glossary"],
    },
    TierText {
        name: "Workbook",
        description: "Learn it with a pencil.",
        benefits: &["Everything in Lesson", "Worksheets with answers", "Book notes"],
    },
    TierText {
        name: "Tutorial",
        description: "Ask me directly.",
        benefits: &[
            "Everything in the workbook",
            "Two written answers a month",
            "A seminar each quarter",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "quiet_candles",
        name: "Henrik Solberg",
        category: "trading",
        bio: "I keep a journal of my decisions and publish the embarrassing pages. Process only: no \
               signals, no tips. Bergen.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &QUIET_CANDLES,
    },
    CreatorProfile {
        handle: "risk_first",
        name: "Adaeze Umeh",
        category: "trading",
        bio: "I teach position size, ruin and sleep. Former actuary, Lagos. If you want to know what to \
               buy, I am the wrong woman.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &RISK_FIRST,
    },
    CreatorProfile {
        handle: "tape_and_tea",
        name: "Winston Choi",
        category: "trading",
        bio: "Order books, auctions and other plumbing, explained over tea. Twenty years on a desk, now \
               on a balcony in Penang.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &TAPE_AND_TEA,
    },
    CreatorProfile {
        handle: "the_slow_chart",
        name: "Lucía Ferrand",
        category: "trading",
        bio: "Market history for patient people: bubbles, letters, ledgers. I read old newspapers so \
               that the new ones frighten you less. Montevideo.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &THE_SLOW_CHART,
    },
];

const QUIET_CANDLES: [PostText; 7] = [
    picture(
        Subject::Towers,
        "Twenty candles, no forecast",
        "I draw towers to remind myself that a chart is a picture of the past.",
        "Each tower is a day that is over. People look at the last and see a direction; I try to look at \
         the gap after it. It is the only part of the picture where I have to do something, and it is \
         empty.",
        "Slender towers of different heights before a large sun",
    ),
    text(
        "The journal page I use (and why there is no column for profit)",
        "Seven lines per decision. The result has its own page, at the back, in small letters.",
        "For two years I wrote down what I made. I learned nothing, except that I was clever in some \
         months. The third year I changed the page.\n\n\
         Now there are seven lines. What do I believe will happen, and by when. What would show me that I \
         am wrong; if this line is empty, I may not go on. How much am I prepared to lose, as an amount, \
         not as a percentage, because percentages do not hurt. What else could explain what I see. How \
         did I sleep. Who told me about it. And: would I do it if nobody ever found out?\n\n\
         The result is entered weeks later, on another page, without looking at the first one. Then I \
         mark each decision as good or bad from the seven lines alone, with the result covered up. Only \
         then do I compare.\n\n\
         Some of the good decisions end badly, and some of the bad ones end well. These last are the \
         dangerous ones. They have red ink.\n\n\
         I publish this so that somebody will argue with me. The line about sleep has turned out to be \
         the most useful. I will say no more on that.",
    ),
    picture(
        Subject::Skyline,
        "The office lights, after the close",
        "Everybody in these windows has a reason why it was not their fault. So have I.",
        "I walk along the harbour after closing time. Counting lit windows is an honest statistic: \
         somebody there is rewriting the story of the day. I try to be home before I have a good version \
         of mine.",
        "A skyline with lit windows mirrored in water",
    ),
    picture(
        Subject::Pulses,
        "A month of heart rate, drawn",
        "Not the market's. Mine.",
        "I wore a strap for four weeks and drew each day as a line. The peaks are not at the losses. They \
         are at the moments just before a decision that I did not write down.",
        "Stacked lines like the trace of a pulse",
    ),
    text(
        "What I do in the hour after a mistake",
        "A list on the inside of the cupboard door. Number one is 'close the cupboard door'.",
        "One. Close the screen. Not minimise. Close.\n\n\
         Two. Write one sentence, in the past tense, without adjectives. 'I sold because it fell.' If it \
         contains the word 'market' as its subject, rewrite it. The market did nothing to me.\n\n\
         Three. Walk for thirty minutes, with no headphones. At about minute twelve I usually start a \
         speech to an imaginary colleague. At minute twenty it gets shorter.\n\n\
         Four. Eat something warm.\n\n\
         Five. Come back and ask: was it a slip, a gap or a lie? A slip: I knew the rule and missed the \
         button. Then I change the button. A gap: I had no rule. Then I write one, tomorrow. A lie: I had \
         the rule, saw it, and told myself that this was different. Then I take a week off. This is \
         expensive, and it should be.\n\n\
         Six. Do nothing else that day which can be done with money, and that includes shoes.\n\n\
         I have needed this list four times this year. Twice, I stopped at number one and was back after \
         ten minutes, and those are the two I regret.",
    ),
    picture(
        Subject::Contours,
        "Map of a range",
        "When nothing happens for six weeks, draw it as a landscape.",
        "Two hills, one flat valley, and everybody waiting on one of the tops. I notice that in flat \
         country I invent weather. So I took the map and went fishing, in the real one.",
        "Calm contour lines around two low hills",
    ),
    picture(
        Subject::Towers,
        "Same data, three scales",
        "Daily, weekly, yearly. I let my daughter choose the prettiest; she took the quietest.",
        "At the smallest scale it is an argument. At the middle one a story. At the largest it is \
         geology. Before each decision I look at the scale on which I am going to regret it.",
        "Towers in rows of different sizes and colours",
    ),
];

const RISK_FIRST: [PostText; 7] = [
    text(
        "Size is the decision",
        "What you buy matters less than how much. A lesson with two coins and a long evening.",
        "Take a coin that is slightly in your favour, let us say it lands on heads fifty-five times out \
         of a hundred. Bet everything on each throw and you will be broke before supper, with probability \
         as near to one as makes no difference. Bet nothing, and you stay where you are. Somewhere in \
         between there is a size at which the evening goes well. The coin was the same all the time.\n\n\
         This is my whole subject. People spend months on the coin and half a second on the size.\n\n\
         Do it on paper. Begin with a hundred beans. Throw fifty times, always staking half of what you \
         have. Write down the lowest point. Do it again staking one in twenty. You do not need any \
         formula to feel the difference in your stomach.\n\n\
         In life you do not know the coin. Perhaps it is fifty-five, perhaps forty-eight, and you have \
         only had a nice week. This is an argument for being smaller still, not for looking for a better \
         formula.\n\n\
         My rule of thumb for students: find the size at which you would forget about it during a good \
         film. Then halve it, since you are a worse judge of films than you think.",
    ),
    picture(
        Subject::Towers,
        "The tall one did not survive",
        "A drawing about averages and the people who are no longer in them.",
        "If you photograph a city you see the towers that stand. I added the ones that fell, in grey. Now \
         look at the average height again. This is called survivorship, and it is in every success story \
         you have read this week.",
        "Towers of different height, some in shadow",
    ),
    picture(
        Subject::Skyline,
        "Insurance, seen from the river",
        "What my old profession looks like by night.",
        "Behind each window there is somebody who thinks that it will not happen to them, and they are \
         nearly all right. The whole art is in 'nearly'.",
        "Lit windows of a city at night, doubled in the water",
    ),
    text(
        "Ruin is not the same as a large loss",
        "Why 'it will come back' is true for the price and not for you.",
        "A price can go to a tenth and return. You may not be there when it does.\n\n\
         That is the difference between a loss and ruin. After a loss you are still at the table. Ruin \
         means that the game goes on without you: because you borrowed, because the rent was due, because \
         you could not look any more. The average over all players may look splendid, while nearly every \
         single one of them goes home early. Mathematicians say the thing is not ergodic. My grandmother \
         said: the river is one metre deep on average, and the cow drowned.\n\n\
         Three questions therefore, before any plan. What is the largest amount you owe anyone on a fixed \
         day? It must never be in the plan. Can somebody else force you to sell, and at what hour? If \
         yes, assume that they will, at that hour. And which of your troubles would come together? Job, \
         market and health often hold hands.\n\n\
         Do this once a year with somebody who loves you and is not impressed by you. Mine is my sister. \
         She has a red pencil.",
    ),
    picture(
        Subject::Pulses,
        "Volatility, as a voice",
        "Speech at dinner, speech at an accident. It is not about how loud.",
        "I recorded my family. At dinner everybody is loud, but not at once. At the accident, which was \
         only a pot, everyone was loud in the same second. Risk is not noise, it is noise in step.",
        "Lines rising together in the middle",
    ),
    text(
        "A letter to my student who doubled his money",
        "Congratulations. Please sit down.",
        "You wrote that you doubled it in six weeks and want to know how to go on. I am happy for you, \
         and a little frightened.\n\n\
         Please do something for me. Take your notes and find the one decision that made most of it; \
         there will be one, or two. Now write down, as coolly as you can, what would have happened with \
         the same decision on three other days. Not the worst days. Ordinary ones.\n\n\
         If on those days you would have been out, then you did not find a method, you found a door that \
         was open by chance. One may go through such doors! One should just not move house because of it.\n\n\
         So put away what you can lose no longer without lying awake. All at once, today, not when it is \
         'back at the top'. Continue with the rest, in the old size and not in the new one. The new one \
         belongs to a man who has been doing this for six weeks, the old one to a student who was \
         careful.\n\n\
         And call me when you lose half. Not so that I can say anything. So that you have someone to tell \
         on the same evening.",
    ),
    picture(
        Subject::Contours,
        "Where the ground is steep",
        "A risk map of one ordinary household, drawn with its owners.",
        "We spent two hours on investments and drew a gentle hill. Then somebody mentioned the boiler, \
         which is twenty-three years old and in the basement with all their documents. That is the cliff, \
         there at the lower left.",
        "Contour lines dense in one corner",
    ),
];

const TAPE_AND_TEA: [PostText; 7] = [
    picture(
        Subject::Pulses,
        "An auction, second by second",
        "Drawn by hand from memory: how a price is found when everyone has to agree at once.",
        "For minutes there is only murmuring. Then someone wants it, and the lines lift like a \
         tablecloth. What you see as one price on the screen is just the moment when the last two people \
         stopped disagreeing.",
        "Rows of lines that rise towards the middle",
    ),
    text(
        "What happens when you press 'market'",
        "The journey of one impatient order, with stops.",
        "You press the button that says market. What you have said is: I want it now, and I shall pay \
         whatever now costs.\n\n\
         Your order arrives at a book. On one side there are people waiting to sell, each with a price \
         and an amount, in a queue. You take from the nearest until you are served. If the first has \
         enough, you pay what you saw. If not, you go on to the next one, who wants a little more. Nobody \
         is cheating. You asked for speed, and it is sold by the slice.\n\n\
         A limit order says something else: I would like it, at this price, and I can wait. You join the \
         queue on your own side. You may get a better price; perhaps you get nothing; and sometimes you \
         are served at the very moment when you no longer want it, because someone in a hurry knows more \
         than you do. This has a name, adverse selection. I call it the last dumpling. Ask why it is \
         still there.\n\n\
         Neither is clever and neither is stupid. The question to ask is what you are buying: the thing \
         or the moment.\n\n\
         The tea is oolong today. It can wait, too.",
    ),
    picture(
        Subject::Towers,
        "A queue is a building",
        "The order book, drawn as two rows of towers with a street in between.",
        "To the left they want to buy, to the right to sell; the street is the spread. On quiet days it \
         is narrow enough to step across. When there is news, both sides move back from the kerb. Nobody \
         told them to.",
        "Towers on both sides with a gap between them",
    ),
    picture(
        Subject::Skyline,
        "The night desk",
        "We were four people, a kettle and three screens. Most of what I know is from there.",
        "At night you learn who really needs to trade. They are bakers, airlines, a widow in another time \
         zone. Not one of them has an opinion. It made me modest about mine.",
        "City windows at night above dark water",
    ),
    text(
        "Five words that mean less than they sound",
        "Support, resistance, smart money, breakout, healthy correction. With what I would say instead.",
        "Support. 'A place where it stopped falling some time ago.' Perhaps it will again. Saying it in \
         this way makes it harder to build a house on.\n\n\
         Resistance. The same, upside down, with the same deposit of hope.\n\n\
         Smart money. In twenty years I have met many people with large amounts and never noticed that \
         the two were related. Say 'somebody large'. They were often forced.\n\n\
         Breakout. 'It is now somewhere it has not been for a while.' This is true and can be checked. \
         Everything else is a plan.\n\n\
         Healthy correction. Ask: for whom? I have only ever heard it from people who did not own it or \
         wanted you to go on owning it.\n\n\
         Words are tools, and I have used all of these with a straight face. But try one week without \
         them. You will notice that your sentences become shorter, and that at some point you have \
         nothing to say. Put the kettle on. This is what it sounds like to know as much as everybody \
         else.",
    ),
    picture(
        Subject::Contours,
        "Liquidity, by the hour",
        "A day as a landscape: where one may walk about, and where there are holes.",
        "Broad plains in the morning and before the close, a swamp at lunch. After midnight there is only \
         a footpath. Almost all stories that begin with 'suddenly' happened on the footpath.",
        "Contour lines with broad plains and a few steep valleys",
    ),
    picture(
        Subject::Towers,
        "Red and green are only paint",
        "I drew the same week in colours that mean nothing. Notice what you feel.",
        "Students were shown both versions. In the painted one they saw danger and wanted to act. In this \
         one they asked what the wide one was. I have changed the colours on my own screens to blue and \
         sand.",
        "Towers in colours without red or green",
    ),
];

const THE_SLOW_CHART: [PostText; 7] = [
    picture(
        Subject::Skyline,
        "Built in good years",
        "You can date the towers of any city by its manias. A walk with years instead of numbers.",
        "The tallest are always finished just afterwards. Someone signs when everything is rising, and \
         the cranes leave when nobody wants to rent. I love them for it. They are the only graphs one can \
         live in.",
        "A skyline of towers, domes and spires at dusk",
    ),
    text(
        "The railway mania, in three letters",
        "A vicar, his sister and a broker, 1845 to 1847. From an archive, shortened, in my translation.",
        "I found the letters in a box labelled 'various'. I shorten them, but I do not improve them.\n\n\
         The first is from the vicar to his sister. The whole parish talks of nothing but railways. He \
         himself has subscribed for a small number of shares, less for gain than to be part of the \
         improvement of the age. His sexton has three times as many. There is a sketch of the line. It \
         crosses a lake.\n\n\
         The second, a year later, is from the sister. She asks him politely not to write about the price \
         in every letter, and how his chest is. She has heard that there are eleven companies for the \
         same valley.\n\n\
         The third is by the broker, and is to the sister, as the vicar is unwell. He regrets. The calls \
         on the shares, that is to say the further payments to which the reverend had bound himself \
         without, it seems, having read the sheet, exceed his living by some years.\n\n\
         The line was built, by the way. Not across the lake. I have ridden on it, it is beautiful and \
         runs on time. This is what I find hard to explain to people: the idea was right. It was \
         nevertheless a catastrophe for the vicar.",
    ),
    picture(
        Subject::Towers,
        "A hundred and forty years, breathing",
        "I drew only the good and the bad decades. No scale, deliberately.",
        "If you leave out the numbers, you notice the rhythm: long breaths in, short ones out. The short \
         ones have names. The long ones have never been called anything.",
        "Broad towers rising and falling like breath",
    ),
    text(
        "Reading old newspapers on a bad day",
        "My remedy when everything is 'unprecedented'. It needs a library card.",
        "When it is very loud outside I go to the reading room and order a volume with my birthday in it, \
         but from another century.\n\n\
         On the front page there is always a crisis. It has a name that nobody knows any more. There are \
         experts. Half of them say it is the end, the others that it is a splendid opportunity, and they \
         use the same nouns as today. Further back somebody is looking for a cook. A piano is for sale, \
         'owing to departure'. On page seven, in small print, stands the thing that later turned out to \
         be important: a patent, a strike, a birth.\n\n\
         I copy out page seven. I have a whole notebook of it.\n\n\
         What does it help? It does not tell me what is going to happen, and I distrust anybody who reads \
         history like that. But it teaches me about attention. The front page was never stupid. It was \
         only close. And I come out, it is evening, the shops are open, somebody is playing that piano, \
         and I have not looked for four hours and missed nothing I could have changed.",
    ),
    picture(
        Subject::Pulses,
        "Rumour, 1720",
        "How a piece of news travelled from coffee house to coffee house, drawn as ripples.",
        "It needed nine minutes on foot from one to the next, and in each it became a little larger. By \
         the fourth house it was a certainty. The ninth had already sold.",
        "Lines of ripples stacked one over the other",
    ),
    picture(
        Subject::Contours,
        "The lake the railway did not cross",
        "From the vicar's sketch, redrawn with what he left out.",
        "He drew the line straight. The lake is forty metres deep. What I like is that he put in a tiny \
         boat, next to the trains, just in case.",
        "Contour lines of hills round a flat lake, with a dotted route",
    ),
    picture(
        Subject::Towers,
        "Savings, one stone at a time",
        "My grandmother's book, 1951 to 1988, as a wall.",
        "The same amount, each month, for thirty-seven years, with two gaps: my uncle's illness and my \
         mother's wedding. She could not have told you what the market did. She could tell you what every \
         stone was.",
        "Even towers side by side in warm light",
    ),
];
