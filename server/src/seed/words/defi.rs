//! DeFi: four creators and what they publish; they teach and refuse every figure and promise.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Reading room",
        description: "Every explanation, from the beginning.",
        benefits: &["All lessons", "Diagrams in full size"],
    },
    TierText {
        name: "Seminar",
        description: "Work through it with a pencil.",
        benefits: &[
            "Everything in the reading room",
            "Exercises with answers",
            "Spreadsheets to play with",
        ],
    },
    TierText {
        name: "Office hours",
        description: "Bring your own questions.",
        benefits: &[
            "Everything below",
            "A monthly call",
            "I read one contract or design of your choice aloud, so to speak",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Notes",
        description: "Short and plain.",
        benefits: &["All posts", "A glossary that admits what it does not know"],
    },
    TierText {
        name: "Margin",
        description: "The long versions.",
        benefits: &[
            "Everything in Notes",
            "Checklists to copy",
            "Reviews of post-mortems",
        ],
    },
    TierText {
        name: "Desk",
        description: "For people who look after other people's funds.",
        benefits: &["Everything in Margin", "Templates", "Two written answers a month"],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "pool_school",
        name: "Naomi Feld",
        category: "defi",
        bio: "I teach how on-chain markets work with jars, beans and very few Greek letters. Former \
               school teacher, Haifa.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &POOL_SCHOOL,
    },
    CreatorProfile {
        handle: "yield_skeptic",
        name: "Grant Oyelaran",
        category: "defi",
        bio: "I read audits, post-mortems and footnotes so that you can go outside. Never a price, never \
               a promise. Manchester.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &YIELD_SKEPTIC,
    },
    CreatorProfile {
        handle: "sofia_onchain",
        name: "Sofia Marchetti",
        category: "defi",
        bio: "Treasurer for three co-operatives that keep their accounts on a chain. Multisigs, minutes \
               and meetings. Bologna.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &SOFIA_ONCHAIN,
    },
    CreatorProfile {
        handle: "lamport_ledger",
        name: "Ilse Verhoeven",
        category: "defi",
        bio: "Bookkeeper for people with wallets. I like receipts, dates and quiet Januaries. Nothing \
               here is tax advice, all of it is tidy. Ghent.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &LAMPORT_LEDGER,
    },
];

const POOL_SCHOOL: [PostText; 7] = [
    picture(
        Subject::Metaballs,
        "A pool is two jars and one rule",
        "The constant product, explained with lentils and chickpeas. No prior knowledge, some cleaning \
         up.",
        "Put a hundred lentils in one jar and a hundred chickpeas in the other. The rule: the two numbers \
         multiplied must stay the same. If you want to take out ten chickpeas, you have to pour in a \
         little more than eleven lentils. The next ten will cost you more. That is all. The rest of the \
         field is about who pours and who gets the spilled ones.",
        "Drops of coloured liquid flowing together",
    ),
    text(
        "Impermanent loss without tears",
        "What it is, why the name is misleading, and an exercise for which you need four beans and a \
         friend.",
        "You put two tokens into a pool, in equal value. The price of one moves. When you take your share \
         out, you have more of the one that fell and less of the one that rose, and compared with \
         somebody who simply held both in a drawer, you have a bit less. That difference is the famous \
         loss.\n\n\
         Why it happens is not a mystery. The pool sold the rising token all the way up, a little at \
         every step, at yesterday's idea of the price. Someone has to be on the other side of every \
         trader who was right. It is you.\n\n\
         It is called impermanent, because if the price returns to where it was, the difference vanishes. \
         This is true in the same sense in which a wet coat is impermanent.\n\n\
         Fees are what you get for standing there. Whether they are enough depends on how much was traded \
         and how far the price went, and nobody knows either beforehand. Anyone who tells you a number \
         for next month is selling you something.\n\n\
         Exercise: four beans each, one friend who always wants the bean that has become rarer. Play ten \
         rounds. You will never need the formula again. Then look at the formula. It will look like an \
         old acquaintance.",
    ),
    picture(
        Subject::Papercut,
        "Depth, in layers",
        "What 'liquidity' looks like when you cut it out of paper.",
        "Each sheet is the amount that waits at one price. Where the sheets lie close, you may walk about \
         without noticing; where there is only one, you fall through. When people say that a market is \
         deep, they mean: many sheets near here. They say nothing about over there.",
        "Layers of cut paper in waves with soft shadows",
    ),
    picture(
        Subject::Contours,
        "Slippage is a slope",
        "A hiker's map of one swap. The flat part is flat for a reason.",
        "Small trades walk along the valley. A large one has to go up the side, and every step is steeper \
         than the one before. If an app shows you a price, ask it for which step. It usually means the \
         first.",
        "Contour lines of an imaginary landscape with a dotted route",
    ),
    text(
        "What your wallet is really asking when it says 'approve'",
        "Three kinds of permission, one bad habit, and what I check before signing.",
        "When a page asks you to approve something, you are not buying yet. You are giving a contract the \
         right to take. People click it away like a cookie banner, and that is how most of the sad \
         letters I receive begin.\n\n\
         There are three questions. Who may take? Look at the address and compare it with one from \
         somewhere else than that page. How much? Many pages ask for an unlimited amount 'so that you \
         need not do it again'. Do it again. And until when? Usually for ever; so write it down and take \
         it away when you are done.\n\n\
         On Solana it looks different, but the lesson is the same: read which accounts will be changed \
         and who signs. If the wallet can simulate, look at the result and not at the button. If it \
         cannot show you what will happen, then neither can you.\n\n\
         My habit: one wallet for living, one for trying things out, and the second never holds more than \
         a dinner. I have lost a dinner this way, once. It was good tuition.",
    ),
    picture(
        Subject::Aura,
        "Order from many small opinions",
        "A picture for the lesson about prices. Nobody in it knows the answer.",
        "Each colour is somebody who thinks they know. Where they meet, something is formed that none of \
         them has. My students always want to know which colour is right. I ask them which of the waves \
         is the sea.",
        "Clouds of colour merging where they meet",
    ),
    picture(
        Subject::Threads,
        "One hour of swaps as threads",
        "Drawn from imagination, not data: thin ones, thick ones, and the one who was in a hurry.",
        "Please do not read anything out of it. I draw these so that the class sees that a market is \
         mostly little movements cancelling each other out, and that the one thick line pulls the rest \
         along for a moment, and that they come back.",
        "Fine threads bending together in a wave",
    ),
];

const YIELD_SKEPTIC: [PostText; 7] = [
    text(
        "Where does the yield come from? A family tree",
        "There are only five grandparents. If you cannot find yours, you may be it.",
        "When somebody shows me a rate, I ask where it is from, and keep asking until I arrive at one of \
         five places.\n\n\
         Somebody pays to borrow. Fine. Who, against what security, and what happens on the day when it \
         is worth half?\n\n\
         Somebody pays to trade. Fees. Real, but they come and go with the crowd.\n\n\
         Somebody pays for security: staking. Paid out of new coins, mostly, so those who do not stake \
         pay for those who do.\n\n\
         Somebody pays to be insured. You are the insurer. The rate is the premium, and it will look \
         lovely until the roof comes off.\n\n\
         Somebody pays for attention. Incentives, points, programmes. It is a marketing budget, and \
         marketing budgets end, often on a Friday.\n\n\
         Everything else is one of these in a coat, or several in a long coat. If you follow the trail \
         and it ends at 'the strategy', then ask what the strategy sells, and to whom. If no one can say, \
         there is a sixth source, the oldest of all: the person who comes after you. I do not write about \
         that one. Others have, in courts.",
    ),
    picture(
        Subject::Papercut,
        "Anatomy of an exploit, in seven layers",
        "None of the seven was a bug by itself. I cut them out to show how the holes line up.",
        "A price that could be moved. A limit that was checked too early. A pause button with one sleepy \
         owner. An audit of the version before. When I lay the sheets on top of each other, you can look \
         right through, and somebody did. I like to leave out the name: it makes people look for the \
         holes and not for the villain.",
        "Cut-paper layers with openings lying over one another",
    ),
    text(
        "How to read an audit in twenty minutes",
        "You do not need to understand the code. You need to understand what was not looked at.",
        "Start on the page nobody reads: scope. Which files, which version, how many days, how many \
         people. Compare the version with the one that is running. If they differ, close the report; you \
         are reading about someone else.\n\n\
         Then 'out of scope' and 'assumptions'. Here it will say things like: the oracle is trusted, the \
         administrator is trusted, the bridge is trusted. Make a list. This list is the risk you are \
         really taking. Audits move it, they do not remove it.\n\n\
         Then the findings, but not the count. Twenty findings can be a sign of a good auditor. Read how \
         the team answered. 'Acknowledged' means: we know, and we leave it. Sometimes with good reason. \
         Look for the reason.\n\n\
         Look for what is boring: who can upgrade, with how many keys, after how much delay. More has \
         been lost through the front door than through mathematics.\n\n\
         Last question: who paid, and has the auditor ever said no in public?\n\n\
         Twenty minutes. It will not make you safe. But you will stop saying 'it is audited' as though it \
         were a vaccination.",
    ),
    picture(
        Subject::Contours,
        "The map of assumptions",
        "Every protocol is a small island in a sea of 'we trust that'.",
        "In the middle what the code guarantees. Around it, ring by ring, what it takes for granted: the \
         price feed, the keys, the chain, the clock, the honesty of people who have never met. The island \
         is often smaller than the logo.",
        "Contour lines around a small summit in a wide plain",
    ),
    picture(
        Subject::Metaballs,
        "Correlation is a liquid",
        "Separate drops on a calm day. Warm it up a bit.",
        "Six positions, six colours, so diversified. Then all of them are collateral for one another, \
         somebody sneezes, and you own a single large drop. I drew this in a meeting. It did not make me \
         popular.",
        "Separate and merging drops of coloured liquid",
    ),
    text(
        "What I got wrong in spring",
        "I said it was well designed. It was. It still failed, and I should have seen how.",
        "In April I wrote a friendly note about a lending design. Careful limits, slow upgrades, a sober \
         team. In June it was frozen for nine days. Nobody lost anything in the end, but nine days is \
         long when it is your rent. I owe you an explanation.\n\n\
         I checked the contracts, the keys and the price feed. I did not check the people who keep it \
         alive: the bots that close bad loans. There were many of them, I thought. There were many \
         addresses. Behind them, as it turned out, two operators, using the same hosting company, and it \
         had a bad week.\n\n\
         So the machinery was decentralised and its caretakers were in one cupboard.\n\n\
         I have added a question to my list: which actions must somebody take for this to keep working, \
         who are they, why do they do it, and where do they sleep? I am going back through my older notes \
         with it. Two of them need a correction; they will have one by Sunday, at the top, not at the \
         bottom.",
    ),
    picture(
        Subject::Aura,
        "Calm is a colour, too",
        "For everyone who asked what I do on days when everything is on fire.",
        "I go to the allotment. Whatever was decided in the panic of the first hour has never, in my \
         experience, been improved by my presence. The beans, on the other hand.",
        "Quiet clouds of colour with thin circles",
    ),
];

const SOFIA_ONCHAIN: [PostText; 7] = [
    text(
        "A treasury policy on one page",
        "What our housing co-operative wrote down before touching anything. Take it, change it, sign it.",
        "We are forty-one households and one roof that leaks. When we moved part of our reserve on-chain, \
         everybody had an opinion on tokens. Nobody had an opinion about who may press the button at \
         night. So we began there.\n\n\
         Purpose: this money repairs the roof. It does not grow; it waits.\n\n\
         Limits: no more than the amount we could lose and still vote cheerfully for the same committee. \
         We found that number by a show of hands with closed eyes.\n\n\
         Keys: three of five. Two women, two men, one notary. Nobody in the same family, nobody in the \
         same car on holiday.\n\n\
         What we may hold: a list with two entries. What we may do: a list with three verbs. Everything \
         else needs a meeting, with cake.\n\n\
         Every movement has a sentence, written before, not after. If nobody can write the sentence, it \
         is not done.\n\n\
         Once a quarter someone who is not on the committee checks it all with a cup of coffee and signs. \
         Once a year we practise losing a key.\n\n\
         One page. It took four meetings. It has prevented three brilliant ideas so far.",
    ),
    picture(
        Subject::Papercut,
        "Three of five, as a paper lock",
        "I made a model for the assembly, so that everyone could hold a multisig in their hands.",
        "Five sheets with slots. Only if any three are lined up, light comes through. Signor Bassi, who \
         is ninety-one, worked it out before the engineers and wants to know why banks do not do it.",
        "Layered paper shapes that open only when several line up",
    ),
    picture(
        Subject::Threads,
        "Who pays whom: our year, as threads",
        "A drawing of trust, not of sums. I left out the numbers on purpose.",
        "Each thread is one of our payments. They all start somewhere different and pass through the same \
         narrow place, which is me with a laptop on Thursday evening. I looked at this drawing and asked \
         for a deputy.",
        "Many fine threads running together and apart",
    ),
    text(
        "Losing a key, on purpose",
        "Minutes of our annual drill, including the part with the flower pot.",
        "Present: all five key holders, one observer, two dogs.\n\n\
         At 19:05 the observer drew a name out of a hat. Lucia's key was declared lost. Lucia was asked \
         to say nothing for half an hour. This was the hardest part of the evening.\n\n\
         The four others had to replace her key by a new one, with the instructions written last year. It \
         emerged that the instructions said 'open the usual page'. Nobody agreed which page is the usual \
         one. Correction: full address, printed, checked by two people.\n\n\
         Paolo's device asked for a code. The code was under a flower pot. There was a discussion about \
         flower pots. Correction: no flower pots.\n\n\
         At 19:50 three signatures were in place. At 19:52 the new key was in. We checked with a payment \
         of the smallest amount to the notary, who returned it with a friendly note.\n\n\
         Lucia was permitted to speak again and did so.\n\n\
         Total time: 47 minutes. Last year: two hours ten. Next year's goal is half an hour, without \
         flower pots.",
    ),
    picture(
        Subject::Contours,
        "The reserve as a lake",
        "How I explain liquidity to people who came because of the roof.",
        "What is on top can be drunk today. Below lies what takes a week, deeper what takes a month, and \
         at the bottom there is mud that we call 'strategic'. We drew our own lake, and it was shallower \
         than we had said.",
        "Contour lines around a calm, lake-like level",
    ),
    picture(
        Subject::Aura,
        "After the meeting, nobody shouted",
        "There should be more pictures of agreement.",
        "Agenda item six, the one we were all afraid of, took eleven minutes. I went home along the \
         canal, and it looked about like this.",
        "Soft colours melting into one another",
    ),
    picture(
        Subject::Metaballs,
        "Merging two funds without a fight",
        "The garden fund and the roof fund are one now. It took tact and two spreadsheets.",
        "The gardeners feared for the roses. So we wrote down that the first sum each spring goes to the \
         roses, before anybody may speak about gutters. On-chain it is one line. In the assembly it was \
         the whole evening, and rightly so.",
        "Two large drops of liquid flowing together",
    ),
];

const LAMPORT_LEDGER: [PostText; 7] = [
    text(
        "Keep these six columns and January will be kind",
        "The only table you need, with the one column everybody forgets.",
        "Every January somebody sits at my table with a shoebox. Nowadays it is a shoebox full of \
         transaction numbers, which is worse, as they do not even smell of anything.\n\n\
         Keep six columns, from today. Date and time, with time zone. What left: amount and unit. What \
         came: amount and unit. The value in your own currency at that moment, and where you took the \
         price from. The fee. And the sixth, which everybody forgets: why.\n\n\
         'Why' is one sentence. Sold two pictures. Paid Maria back for the tickets. Moved from my left \
         pocket to my right. Without it, in eleven months, a transfer to yourself looks precisely like a \
         sale, and no software on earth can tell the difference. You can, but only today.\n\n\
         Do it on Fridays, before the weekend takes you. It takes ten minutes if it is a habit and three \
         weeks if it is not.\n\n\
         Write the price when it happens. Do not look it up later: you will find four prices, and pick \
         the wrong one in good faith.\n\n\
         And if you get lost, do not invent. Write 'unknown' in the column. Unknown is a respectable \
         word. I have never seen anyone get into trouble for it, but I have seen inventive people.",
    ),
    picture(
        Subject::Papercut,
        "Twelve months, twelve sheets",
        "A year of receipts as a landscape. You can tell when I was on holiday.",
        "I cut one strip per month, as high as the pile. February is a cliff. August is a beach. My \
         clients each recognised themselves in a different one.",
        "Wavy cut-paper layers one above the other",
    ),
    picture(
        Subject::Threads,
        "A transfer to yourself is still a line",
        "Why moving between your own pockets should be in the book as well.",
        "People leave it out because nothing happened. But if one end of the thread is missing, the \
         balance hangs in the air, and in January I must guess whether you lost it, gave it away or sold \
         it. Two seconds, one word: 'self'.",
        "Fine threads that leave and return",
    ),
    text(
        "A fee is also an event",
        "Small costs, large confusion: a short lesson with an apple.",
        "You buy an apple for one, and pay a hundredth to be allowed to carry it home. What did the apple \
         cost? In my trade people can become quite loud about this.\n\n\
         What you need is less: write the fee down separately, in the unit in which it was paid, with its \
         value in your currency. Whether it belongs to the apple, to the journey, or to nothing at all \
         depends on where you live and whom you ask. The book only has to be able to answer either way.\n\n\
         Three places where fees hide. Inside the swap: you got a little less than the price said. In \
         accounts: on some chains a small deposit is locked up to keep an account open, and you get it \
         back when it is closed. It is not a fee then, but a deposit, so two lines. And in failed \
         transactions: nothing was bought, yet something was paid. It still gets a line, with the word \
         'failed', which is nothing to be ashamed of.\n\n\
         I once searched for a difference of eleven cents for a whole afternoon. It was a deposit. The \
         client asked if it had been worth it. It was not about the cents. It was that the book and I \
         were not on speaking terms.",
    ),
    picture(
        Subject::Contours,
        "Where the pennies go downhill",
        "A map of one client's small losses, with permission and without names.",
        "Nothing large. A little at every step, always in the same direction: swapping back and forth \
         between two units because two shops wanted different ones. We moved one invoice date and the \
         valley filled up.",
        "Contour lines leading down to a narrow valley",
    ),
    picture(
        Subject::Metaballs,
        "Everything mixed, January edition",
        "A wallet that was used for rent, art and lunch. I sorted it for nine evenings.",
        "One wallet for everything is easy for eleven months. Get three, and give them dull names. Mine \
         are called House, Work and Fun, and Fun is seldom overdrawn.",
        "Blobs of different colours flowing into one another",
    ),
    picture(
        Subject::Aura,
        "The last evening of the year, all columns closed",
        "A small celebration of zero.",
        "The sum of both sides is the same. It is not an achievement, it is the definition, and still I \
         sit here every time with a glass of something and look at it.",
        "Quiet light colours with a round shape in the middle",
    ),
];
