//! English posts of trading, gamefi, blockchain, intimate, education and comedy; no promises of profit.

use super::PostText;
use shared::posts::PostKind;

const fn text(title: &'static str, teaser: &'static str, body: &'static str) -> PostText {
    PostText {
        title,
        teaser,
        body,
        kind: PostKind::Text,
    }
}

const fn image(title: &'static str, teaser: &'static str, body: &'static str) -> PostText {
    PostText {
        title,
        teaser,
        body,
        kind: PostKind::Image,
    }
}

pub const TRADING: &[PostText] = &[
    text(
        "The trade I did not take",
        "An hour at the chart, zero clicks, and a good day.",
        "The level was clean, the news was loud, and my finger was on the mouse. But the exit would have been too far away for the size I allow myself, so there was no trade. It went up without me. It could have gone down without me too.\n\nWrite down the trades you skip and why. After a month you will see whether your rules protect you or only bore you. Mine do a bit of both.",
    ),
    image(
        "My pre-market checklist, coffee stain included",
        "Seven lines between me and bad ideas.",
        "Sleep, calendar, open positions, maximum loss for today, levels, plan, and one question: am I trying to win something back? If the answer is yes, I close the laptop.",
    ),
    text(
        "Position size before opinion",
        "Being right is optional. Surviving is not.",
        "I start with the most I am willing to lose, in money, as if it had already gone. Then I find the place where my idea is plainly wrong. The size is the first divided by the distance to the second. Only now am I allowed to have feelings.\n\nMost people do it the other way round: strong opinion, large size, and the exit is wherever the pain becomes unbearable. That is not a plan, it is a weather report.",
    ),
    image(
        "Anatomy of a wide spread",
        "What a thin book looks like at three in the morning.",
        "Look at the gap between the best bid and the best ask. A market order here pays that gap in full, and then some. Patience is a limit order.",
    ),
    image(
        "Support is an area, not a line",
        "I drew the same chart with a pencil and with a brush.",
        "The brush is more honest. Prices do not know about your one-pixel line, so give your stop a little room behind the smudge.",
    ),
    text(
        "A losing week, written down in full",
        "Four losses, one of them deserved.",
        "Three of the four followed the rules. Those are the rent one pays for being here, and I do not edit my rules because of rent. The fourth was boredom dressed up as conviction, on a Thursday, after lunch.\n\nThe fix is not a new indicator. It is a walk after lunch. I have added it to the checklist, between levels and plan.",
    ),
    image(
        "Journal page: the columns that matter",
        "You need fewer than you think.",
        "Reason, invalidation, size, exit, mood. The mood column taught me the most: the word 'certain' stands beside my worst entries.",
    ),
    image(
        "Three time frames, one coin, three stories",
        "Zoom out before you panic. Zoom out before you celebrate, too.",
        "Weekly: a range. Daily: falling. Hourly: a heroic rally. All three are true, so decide which one you are trading before you look.",
    ),
    text(
        "Why I do not share signals",
        "I get the question daily, so here is the long answer.",
        "A signal without your account, your sleep and your tolerance for loss is like borrowing somebody's glasses. You may see something, but probably with a headache. And when it goes wrong, you have learned nothing except whom to be angry with.\n\nWhat I can share is how I think, including the moments when the thinking was poor. Take the method apart, keep what suits you, test it small.",
    ),
    image(
        "Order types on one page",
        "Market, limit, stop, stop-limit, drawn as doors.",
        "A market order walks through any open door. A limit order waits for the right one. A stop-limit can be left standing in the corridor: remember that on a fast day.",
    ),
    image(
        "What slippage looks like in slow motion",
        "One large order eats its way up the book.",
        "Each bar is somebody's offer. The order takes the near ones first and the far ones last, so the average is worse than the price you saw.",
    ),
    text(
        "Revenge trading and the burnt pan",
        "You know it is hot, and yet.",
        "After a loss my hand wants to grab the pan again, quickly, to prove that it is not hot. The feeling lasts about twenty minutes. I know because I have timed it with an egg timer shaped like a hen.\n\nNow the rule is simple: after a full loss, the hen is wound up, and nothing is clicked until she rings. Nobody has ever been ruined by a hen.",
    ),
    image(
        "Volume: who turned up to the party",
        "A breakout in an empty room.",
        "Left, the level broke on heavy volume. Right, it broke while half the world slept. I treat the second as a rumour until someone confirms it.",
    ),
    image(
        "Calendar for the month, marked in three colours",
        "Red days, I mostly make soup.",
        "Red for rate decisions, orange for inflation, green for quiet. Spreads widen around red, so I reduce size or stay out.",
    ),
    text(
        "How to read a central bank statement",
        "Compare it with the last one, word by word.",
        "Do not read the statement, read the difference. Put the two texts side by side and mark what was added and what disappeared. A missing 'patient' can matter more than three new paragraphs.\n\nThen wait for the questions afterwards, because the first reaction is often machines reacting to machines. You do not need to be first. You need to understand what changed.",
    ),
    image(
        "Risk in units, not in money",
        "A chart of my year where every loss has the same height.",
        "I call one planned loss 1R. Measured that way, a small account and a large one have the same habits, and mine are easier to see.",
    ),
    image(
        "The range that ate six breakouts",
        "A museum of false hopes, March edition.",
        "Six times over the edge, six times back. Each looked obvious at the time. Ranges are where patience is trained, usually at a small fee.",
    ),
    text(
        "Leverage, explained with a ladder",
        "The view improves with each step. So does the fall.",
        "With twice the leverage, half the move can take you off the ladder. The market does not have to prove you wrong, only to sneeze. Your idea may well come true next week, without you in it.\n\nIf you are learning, stand on the ground. When you can do that for some months without boredom pushing you up, you probably will not want the top step anyway.",
    ),
    image(
        "Correlation map of my watch list",
        "Seven positions, and really only two.",
        "The dark squares move together. Holding all of them is not spreading risk; it is the same bet wearing different hats.",
    ),
    image(
        "My desk after twelve years",
        "Fewer screens each year.",
        "Six monitors in year two, one now, and a plant. The plant has the best record in the room: it does nothing most days and keeps growing.",
    ),
    text(
        "A beginner's month, without any money",
        "Thirty days of paper, pencil and honest notes.",
        "Week one: only watch, and write what you expect before the day starts. Week two: mark where you would be wrong. Week three: paper trades with fixed size. Week four: read everything you wrote and blush.\n\nThe blushing is the course. It costs nothing, and it tells you which mistakes are yours, so that you meet them before they get expensive.",
    ),
    image(
        "Exit plans, drawn as a tree",
        "If this, then that, decided while calm.",
        "Three branches: it works, it fails, it does nothing. The third is the one people forget, so I put a date on it.",
    ),
    image(
        "Funding rates, the tide table",
        "When one side of the boat gets crowded.",
        "Perpetual futures charge the crowded side. I do not trade against the crowd because of it, but I do check who is paying whom before I sit down.",
    ),
    text(
        "Fees are a position too",
        "I added up a year of small change.",
        "Every trade starts a little behind: the fee, the spread, the slippage. One is harmless. A habit of thirty a day is a second job in which you pay the employer.\n\nGo through your last month and write the costs beside the results. For me it ended the discussion about trading more often.",
    ),
    image(
        "Before and after: the cleaned-up chart",
        "I removed eleven indicators and found the price.",
        "On the left, a bowl of spaghetti. On the right, price, volume and two levels. I have not become smarter, but I can see.",
    ),
];

pub const GAMEFI: &[PostText] = &[
    text(
        "Would you play it for free?",
        "The first question on my review sheet.",
        "Before I open a wallet I play for two hours as if nothing could be earned. If I catch myself checking the clock, the token will not save it. A chore with a price is a job with bad lighting.\n\nThis month one game passed: a small fishing one, where I forgot about the marketplace until my partner asked whether I wanted dinner.",
    ),
    image(
        "Where the swords come from, and where they go",
        "A map of faucets and sinks.",
        "Blue arrows print items, red arrows burn them. This game has nine blue and two red, so guess what a sword is worth by winter.",
    ),
    image(
        "Goblin rent day",
        "A screenshot from our dungeon's first working economy.",
        "Each goblin pays one copper a day for its cave. One could not pay and moved in with another. We had not programmed that on purpose.",
    ),
    text(
        "Dev diary: the turn that cost too much",
        "Moving one step took one transaction. Players took the stairs out.",
        "Our first version wrote every step on chain. It was pure, and it was unbearable. Signing a message to walk through a door makes a door feel like a notary.\n\nNow the run happens off chain, and only the result is settled, with a proof of the dice. Testers stopped talking about wallets and started to complain about skeletons. Progress!",
    ),
    image(
        "My turnip ledger, season four",
        "Planted, watered, sold, eaten by a pixel goat.",
        "The goat is the best sink in the game. It cannot be bribed, it burns supply, and everybody loves it.",
    ),
    image(
        "Guild night: thirty people, one boss",
        "Four time zones and a shared spreadsheet.",
        "We wiped six times. On the seventh, our healer's toddler pressed the right key. The loot went to the toddler by unanimous vote.",
    ),
    text(
        "Two tokens, one headache",
        "Why so many games split their money, and when it helps.",
        "One token for deciding things, one for buying bread. The idea is sound: people can speculate on the first without making bread unaffordable. It fails when bread can only be sold and never eaten.\n\nSo look at what the second token is needed for every day. Repairs, breeding, entry, crafting. If the honest answer is 'selling', you are looking at a queue for the exit.",
    ),
    image(
        "Concept: the tax collector mimic",
        "He is a chest. He is also from the office.",
        "Open him and he takes a tenth of your gold, with a receipt. Our best sink so far wears a little tie.",
    ),
    image(
        "Level design on squared paper",
        "Room twelve, version nine.",
        "Red dots are traps, blue ones are treasure, and the coffee ring became a lake. The lake stays.",
    ),
    text(
        "How our guild shares loot without shouting",
        "One page of rules, made after one bad evening.",
        "Items go to whoever will use them tonight, not to whoever could sell them tomorrow. Ties are settled by dice in public. Whatever is sold goes into the common chest, and the chest is listed in a sheet that everyone can read.\n\nThe unwritten rule matters most: if you feel cheated, say so within a day, with a verb and without adjectives.",
    ),
    image(
        "Reading a marketplace: listings against sales",
        "A price nobody pays is only a wish.",
        "The tall bars are asking prices, the short ones are actual sales. Always look for the short ones.",
    ),
    image(
        "First look: a farming game with real seasons",
        "In winter nothing grows, and that is allowed.",
        "No daily streak, no punishment for being away. I made jam, sat by a pixel fire and logged off happy.",
    ),
    text(
        "The scholar question",
        "Lending characters to others: help or hierarchy?",
        "When owners lend characters and keep a share, it can open a door for someone without savings. It can also turn play into piecework with a landlord. I have seen both in one guild.\n\nOurs lends for free, for a month, with no quota. We get fewer coins and better company. It is a choice that a guild of friends can afford, and I know that not all can.",
    ),
    image(
        "Five wallets' worth of hats",
        "My complete collection of useless headwear.",
        "None gives a bonus. All make me happy. The frog beret is the only item that I have refused to sell.",
    ),
    image(
        "Inflation, drawn as a bathtub",
        "Two taps open, one plug half in.",
        "You can turn down the taps or widen the drain. Most teams repaint the bath.",
    ),
    text(
        "Rewards that do not ruin the fun",
        "Pay for the surprising thing, not for the thing people do anyway.",
        "If you pay players for every log they chop, they will chop logs until they hate trees. Reward the odd and the social instead: teaching a newcomer, finding a secret, losing beautifully.\n\nWe tried a weekly prize for the best defeat. Somebody drowned an army in soup. No bot has come near it since.",
    ),
    image(
        "Bots in the potato field",
        "How we noticed: nobody waved back.",
        "Forty farmers in perfect rows, harvesting in the same second. We added a scarecrow that asks riddles. The field is quiet now.",
    ),
    image(
        "A character sheet that lives in the wallet",
        "What we store on chain, and what we do not.",
        "Name, level, scars. Everything else can be computed or forgotten. Scars are permanent, and players show them off more than gold.",
    ),
    text(
        "Before you connect your wallet to a game",
        "My five-minute routine, no exceptions.",
        "I use a separate wallet with only what I can lose. I type the address myself and never follow it from a chat. I read what I am signing, and if it asks for an approval without limits, I stop.\n\nAfterwards I revoke what I do not need. It is dull, like brushing teeth, and for the same reasons.",
    ),
    image(
        "Patch notes, illustrated: goblins now unionised",
        "Version 0.7 in one picture.",
        "Rent is capped, caves are inspected, and the boss room has a suggestion box. Balance changes are in the members' post.",
    ),
    image(
        "Heat map: where players die",
        "The staircase. It is always the staircase.",
        "The bright spot is one step that is slightly taller than the others. We meant to fix it; the players put up a memorial.",
    ),
    text(
        "When a game's season ends",
        "On saying goodbye to a world that paid me in carrots.",
        "The servers close on Sunday. The items will remain in our wallets like keys to a house that was pulled down. People ask what they are worth now. To the market, nothing much.\n\nWe held a last harvest. Everyone came in their silliest hat, we planted a field we would never see grow, and somebody sang. I kept one carrot.",
    ),
    image(
        "Inside our economy simulator",
        "A thousand pretend players, all of them greedy.",
        "Before each season we let them loose. They found an endless potion trick in eleven minutes, which is why you never will.",
    ),
    image(
        "Tiny dragon, large gas bill",
        "A card from the bestiary.",
        "It eats transaction fees and sleeps on unused approvals. Weakness: batching.",
    ),
    image(
        "Cosy corner: my island at dusk",
        "Nothing here yields anything, on purpose.",
        "A bench, a lantern, two hundred flowers and no market stall. Visitors sit down and forget to ask about prices.",
    ),
];

pub const BLOCKCHAIN: &[PostText] = &[
    text(
        "Who is allowed to sign this?",
        "The one question that finds most of the bugs I report.",
        "Open any instruction handler and list its accounts. For each, ask: must it sign, must it be writable, who owns it, and what happens if I pass a different one? Three of four are usually answered. The bug lives in the fourth.\n\nI do it on paper, with one box per account. It is slow, and it has found more than any scanner I own.",
    ),
    image(
        "A Merkle tree on a napkin",
        "Eight leaves, three hashes, one proof.",
        "To prove that leaf five is inside, you need only the three shaded neighbours. The napkin survived; the soup did not.",
    ),
    image(
        "The cold room, minus four outside",
        "Two machines, one fan, zero visitors.",
        "The left one votes, the right one waits. The blanket on the chair is for me.",
    ),
    text(
        "A night in the life of a validator",
        "02:14, the phone rings, and it is not a friend.",
        "The alert said that we were falling behind. The disk was full of logs that I had turned on for debugging and forgotten. Twenty minutes, one deletion, and a sentence I will not repeat.\n\nNow log rotation is part of setting up, and there is an alert at seventy percent of the disk instead of at the cliff. An incident that changes nothing was only a bad night.",
    ),
    image(
        "Life of a transaction, in six frames",
        "From your thumb to finality, as a comic.",
        "Signed, sent, forwarded, executed, voted on, rooted. In frame three it gets lost and you send it again: that is why it carries a recent blockhash.",
    ),
    image(
        "Program derived addresses, drawn as lockers",
        "No key opens them, only the program at the desk.",
        "Seeds on the label, bump in the corner. Same seeds, same locker, every time, which is what makes them so useful.",
    ),
    text(
        "Finality is not a feeling",
        "Processed, confirmed, finalized: pick one on purpose.",
        "Processed means that one node has seen it. Confirmed means that most of the stake has voted on it. Finalized means that undoing it would take a catastrophe. Your interface may show the first, but your shop should not ship goods on it.\n\nMy rule: show early, act late. Tell the person that it arrived, and unlock the expensive thing once it is safe.",
    ),
    image(
        "Keys, seeds and addresses: one diagram",
        "What to show, what to hide, what to engrave.",
        "The address is your letterbox, the key opens it, and the seed phrase builds every key you have. Nobody honest will ask for the last two.",
    ),
    image(
        "My monitoring board, explained",
        "Four graphs that matter out of forty.",
        "Vote distance, skipped slots, disk, clock drift. The other thirty-six are there so that visitors are impressed.",
    ),
    text(
        "Hash functions for people who cook",
        "A blender cannot be run backwards.",
        "Put anything in the blender, and you get a smoothie of exactly one glass. The same fruit gives the same smoothie. One seed more, and the colour changes completely. From the smoothie alone you cannot get the banana back.\n\nThat is a hash. The rest is proofs about how hard it is to find two recipes with one taste, and those we do on Thursday.",
    ),
    image(
        "Account layout, byte by byte",
        "Eight bytes of discriminator, then the story begins.",
        "I colour each field before I write the parser. Whenever the drawing and the code disagreed, the drawing was right.",
    ),
    image(
        "Forks, resolved with a railway map",
        "Two trains claim the same platform.",
        "Votes decide which line continues, and the other becomes a siding. Nobody is punished unless they voted for both.",
    ),
    text(
        "Why your indexer lies a little",
        "It is not malice. It is order.",
        "An indexer reads events and builds a picture. If it misses one, or reads two in the wrong order, the picture is slightly wrong and perfectly confident. Mine once showed a wallet with a negative number of cats.\n\nWhat helped: store the raw events first, make each step repeatable, and compare sums with the chain every hour. Trust the rebuild, not the cache.",
    ),
    image(
        "Multisig as a kitchen drawer",
        "Three keys, any two, and one lost at sea.",
        "Two of three means that one person may be asleep, on holiday or wrong. Test the recovery while everyone is still friends.",
    ),
    image(
        "The upgrade checklist on my fridge",
        "Between the milk and the magnets.",
        "Snapshot, version, restart window, second machine ready, tea. I have forgotten the tea once. Never again.",
    ),
    text(
        "Reading someone else's program in an hour",
        "My route through unfamiliar code.",
        "First ten minutes: state. What is stored, and which field would I want to change if I were a thief? Next twenty: every place where that field is written. Next twenty: who may call those places. The last ten are for arithmetic, because rounding always favours somebody.\n\nAfter an hour I do not know the program. But I know where I would be nervous, and that is where the second day begins.",
    ),
    image(
        "Compute units, measured in snails",
        "A small profile of one large instruction.",
        "The longest snail is a loop over all holders. Replaced by a claim that each holder makes alone, it became the shortest.",
    ),
    image(
        "Zero knowledge with a deck of cards",
        "Prove that you know the card without showing it.",
        "Put all the other red cards face up on the table, and yours must be black. It is not the real protocol, but the shape of the idea is exactly this.",
    ),
    text(
        "Rent, deposits and why accounts cost something",
        "Storage is shared, so somebody has to pay for the shelf.",
        "Each account lies on every validator's disk. The deposit says: I am serious about these bytes. Close the account, and the deposit comes back, so tidy programs are cheaper for their users.\n\nIf you build something, add the closing instruction on the first day. I have seen a lot of dust that nobody could sweep because nobody had written the broom.",
    ),
    image(
        "Map of my nodes and the cables between them",
        "Three countries, two providers, one lesson.",
        "The lesson is the red dot: both backups shared one power line. They do not any more.",
    ),
    image(
        "Signature, zoomed in",
        "Sixty-four bytes, coloured by what they mean.",
        "Half is a point, half is a number. Change one bit of the message, and the equation on the right stops balancing.",
    ),
    image(
        "Bridges: where the trust is hidden",
        "I marked every assumption with a small flag.",
        "Eleven flags on this one. A bridge is not safe or unsafe; it is as safe as the weakest flag.",
    ),
    text(
        "Decentralised compared with what?",
        "A word that needs a second half.",
        "When somebody says it, I ask: who can stop it, who can change it, who can read it, and who would notice? Four questions, four different answers, often for the same system. A network may be hard to stop and easy to upgrade by three people in a call.\n\nThat is not always bad. It is only bad when nobody wrote it down.",
    ),
    image(
        "Time on chain, and why I never trust one clock",
        "Slots, blocks and a wristwatch.",
        "The drift between them is small until you divide by it. For deadlines I leave a margin; for prices I do not use it at all.",
    ),
    image(
        "Postcard from a failed restart",
        "Greetings from hour five.",
        "The snapshot was older than I thought, and catching up took the whole evening. The northern lights were excellent company.",
    ),
];

pub const INTIMATE: &[PostText] = &[
    text(
        "Sunday, unhurried",
        "A poem for the second cup of coffee.",
        "The sheet remembers where you were\nand keeps the warmth for longer than it should.\nThe light comes in without a knock,\nand nobody gets up, as nobody should.\n\nYou read to me from something dull,\na manual for lamps, a list of rain.\nI listen to the voice and not the words,\nand ask you, please, to start again.",
    ),
    image(
        "North window, half past four",
        "A shoulder, a curtain and very little else.",
        "One window, no reflector, and a white sheet on the floor to lift the shadows. I asked her to breathe out before each frame, and everything softened.",
    ),
    image(
        "The grey robe series, no. 3",
        "More is hidden than shown, and that is the point.",
        "Heavy cotton hangs in honest folds. She chose the robe, the chair and the music; I chose only where to stand.",
    ),
    text(
        "How I talk about consent before a shoot",
        "The conversation takes longer than the photographs.",
        "We meet for tea first, with clothes on and the camera in its bag. I ask what the pictures are for, who will see them, and what must not be in them. I write it down, and we both keep a copy.\n\nDuring the session there is one word that stops everything without reasons. Afterwards you choose, and whatever you do not choose is deleted while you watch. Trust is the light I work with; the rest is equipment.",
    ),
    image(
        "Hands, after a long day",
        "A close portrait without a face.",
        "Flour under one nail, a ring turned inwards. Hands rarely know how to pose, so they tell the truth.",
    ),
    image(
        "Bath notes: salt, steam, one candle",
        "A ritual of twenty minutes.",
        "The water a little warmer than the skin, the phone in another room, the door closed with a clear conscience. That is the entire recipe.",
    ),
    text(
        "A letter to the tired body",
        "Read it slowly, or have someone read it to you.",
        "You carried the shopping, the worry and the child who was already asleep. You stood in queues for me. I criticised your knees in shop windows, and you took me home all the same.\n\nTonight I will oil the heels, loosen the jaw and put us to bed at a decent hour. No improvements are planned. You may simply lie down.",
    ),
    image(
        "Silhouette with rain",
        "The window did most of the work.",
        "Exposed for the street, so that the room falls dark. From outside you would see nothing; from inside it feels like a secret kept.",
    ),
    image(
        "Lamp study in amber",
        "One bulb, one scarf, one back.",
        "The scarf over the lamp makes the light warm and forgiving; keep it well away from the bulb. I like how the spine becomes a line of handwriting.",
    ),
    text(
        "Distance, measured in pillows",
        "A poem for couples in two cities.",
        "I sleep across the middle now,\na country with no border guard.\nYour pillow keeps its good behaviour.\nMine has taken it quite hard.\n\nYou send a photograph of snow,\nI send the kettle and the cat.\nWe talk until the line goes thin,\nand fall asleep at that, at that.",
    ),
    image(
        "Self-portrait, unretouched",
        "The scar stays. It was here first.",
        "I set the timer and forgot about it, which is the only way that I look like myself. This year I promised not to smooth anything out.",
    ),
    image(
        "Linen, morning, nobody in it",
        "A portrait of two people who have just left.",
        "I love an empty bed for its grammar: a comma here, brackets there. Guess who sleeps by the window.",
    ),
    text(
        "Boundaries are a love language",
        "How to say no and stay close.",
        "Try this sentence: 'I want to be near you, and not like that tonight.' It has two halves, and both are needed. The first half keeps the door open, the second keeps the floor solid.\n\nIf you are on the hearing side, say thank you. A person who can tell you no is a person whose yes means something.",
    ),
    image(
        "Velvet chair, second sitting",
        "She came back braver.",
        "The first time she held a cushion. This time she held my gaze. Same chair, same lens, a different year.",
    ),
    image(
        "Posing notes: let the weight fall",
        "A small drawing for people who feel stiff.",
        "Shift the weight to one hip, drop one shoulder, look at something you like. Stiffness comes from trying to hold everything at once.",
    ),
    text(
        "The ten-minute evening for two",
        "No candles needed, though I will not stop you.",
        "Sit back to back and breathe until you notice the same rhythm. Then each tells one good thing about the day and one that was heavy. No advice, no fixing, only 'I hear you'.\n\nFinish with one minute of a hand resting somewhere kind. It sounds like nothing. We have done it for a year, and it has quietly become the best part of the day.",
    ),
    image(
        "Black and white, with laughter",
        "The frame between the two serious ones.",
        "She tripped over the reflector and I pressed the shutter. Desire can be solemn, but joy photographs better.",
    ),
    image(
        "Collarbone and morning tea",
        "Small geography.",
        "Shot at arm's length with a fast lens and slow coffee. I keep going back to the places where light can pool.",
    ),
    text(
        "On being looked at kindly",
        "What changes when the camera is on your side.",
        "Most people come to me with a list of faults, delivered as a joke. I let them finish. Then I ask for the place they were last told was beautiful, and there is always a silence, and then a wrist, a neck, the small of the back.\n\nWe start there. The rest of the body tends to follow, as shy friends do when the first one is dancing.",
    ),
    image(
        "Silk against a concrete wall",
        "Soft, hard, soft.",
        "An unfinished basement and a borrowed slip. Contrast does the flirting so that nobody else has to.",
    ),
    image(
        "The mirror and I have made peace",
        "An old glass with cloudy edges.",
        "It shows about two thirds of me, which is enough for a Tuesday. I angled it to the door so that the light enters first.",
    ),
    text(
        "Skin",
        "A short poem, best read aloud.",
        "It is the oldest letter that I own,\nwritten by weather, edited by years.\nYou read it with your fingertips, alone,\nthe commas of my elbows, knees and ears.\n\nYou never hurry past a folded page.\nYou do not skip the parts I scribbled out.\nAnd where I would have written 'age',\nyou find another word to talk about.",
    ),
    image(
        "Blue hour, open balcony",
        "Cold air, warm blanket, bare feet.",
        "We had six minutes before the blue went. She spent four of them laughing about the neighbour's parrot, and they are the best ones.",
    ),
    image(
        "A drawer of old love notes",
        "Photographed with permission from both hands.",
        "Shopping lists with hearts, a bus ticket, one drawing of a bear. I blurred the names; the tenderness needed no blurring.",
    ),
    text(
        "After the party, the quiet",
        "A self-care note for people who give a lot.",
        "You smiled for five hours. Your face deserves a rest. Take off the shoes first, then the jewellery, then the role. Wash slowly, as if you were washing someone you like.\n\nDo not go through what you said. Nobody remembers the sentence you are worried about; they remember that you passed the bread. Lights out. You did enough.",
    ),
];

pub const EDUCATION: &[PostText] = &[
    text(
        "You are not bad at mathematics",
        "You were hurried. There is a difference.",
        "Most adults who come to me can tell the exact day when it went wrong: a timed test, a red pen, a laugh from the third row. What they learned on that day was not mathematics. It was to be afraid of being slow.\n\nSo here nothing is timed. Take one problem, a cup of tea and a whole evening. Being slow is what thinking looks like from outside.",
    ),
    image(
        "Fractions, cut from an actual cake",
        "A proof you can eat.",
        "A third and a quarter do not fit until you cut both into twelfths. That is all a common denominator is: agreeing on the size of the slice.",
    ),
    image(
        "The spoon that travelled",
        "One object, four hands, two centuries.",
        "The worn edge on the left tells us that its owner was right-handed and liked to scrape the pot. The initials were filed off later; the full story is in the notes.",
    ),
    text(
        "How to remember forty words a week",
        "Fewer cards, more forgetting.",
        "Forgetting is part of the method. Look at a word, leave it until it has nearly faded, and then pull it back. That pull is what builds the memory; reading the list again does almost nothing.\n\nSix words a day, in sentences about your own life. 'The dentist stole my umbrella' will stay. 'The man has an umbrella' never did anything for anyone.",
    ),
    image(
        "Map of one verb in five languages",
        "To be, or to stand, or to stay.",
        "Some languages split what yours keeps together. Follow the colours and you will see why beginners mix these two, and why it is a sensible mistake.",
    ),
    image(
        "Pythagoras with scissors",
        "No formula until the very end.",
        "Four triangles, two ways to lay them in the same square. What is left over must be equal: print the page, cut, and convince yourself.",
    ),
    text(
        "The stamp with the wrong king",
        "A printing mistake and the country around it.",
        "The post office had ordered the new stamps a year ahead, as one does. Then the king abdicated. For eleven days letters went out with a face that no longer ruled, because nobody dared to throw away good paper.\n\nI made this country up, but every detail is borrowed from several real ones. Which part did you believe most readily, and why? That question is this week's lesson about sources.",
    ),
    image(
        "Study plan for people with jobs",
        "Three short evenings and one lazy Sunday.",
        "Monday new, Wednesday repeat, Friday use it, Sunday only listen. Missed a day? Do not catch up, just continue.",
    ),
    image(
        "Timeline: how the pencil got its eraser",
        "A small object with a long quarrel.",
        "People used bread crumbs to erase for a very long time. Attaching rubber to the end looked so obvious afterwards that there was a dispute about whether it was an invention at all.",
    ),
    text(
        "Explain it to a duck",
        "The cheapest tutor in the world.",
        "Put any object on the desk and teach it what you have just read, aloud, without looking. The place where you start to mumble is the place you have not understood. Mark it, go back, try again.\n\nMy duck has sat through calculus, the subjunctive and the causes of two wars. She has never once pretended to follow.",
    ),
    image(
        "Negative numbers in a lift",
        "Floors below ground make it obvious.",
        "Start on floor 2, go down 5: you stand on minus 3. Subtracting a negative is cancelling a trip down, so you end up higher.",
    ),
    image(
        "Sound chart: vowels as places in the mouth",
        "Put a finger on your chin and try.",
        "Go along the top row slowly and feel the tongue move back. You are not bad at accents; you only had no map.",
    ),
    text(
        "Why we get percentages wrong",
        "Up by half, down by half, and where did the rest go?",
        "Take a hundred. Add half: a hundred and fifty. Take away half: seventy-five. Nobody cheated you. The second half was cut from a larger cake.\n\nWhenever you meet a percentage, ask 'of what?' before you ask anything else. Those two words will protect you from most headlines and from nearly all sales.",
    ),
    image(
        "A notebook page worth copying",
        "Questions on the left, answers on the right, doubts below.",
        "The doubts box is the useful one. On Sunday I read only that, and half of it has resolved itself.",
    ),
    image(
        "The broken key of house 14",
        "What a locksmith can tell a historian.",
        "The break is clean and old, so it snapped in a cold winter or an angry hand. The shape dates it better than any label.",
    ),
    text(
        "Be wrong in public, a little every day",
        "Advice for language learners with pride.",
        "Perfection is silent, and silence teaches no one to speak. Aim for ten mistakes a day in front of a patient human. Count them like steps.\n\nI once told a baker that I was very pregnant instead of very embarrassed. She gave me a second roll. I have never confused the words again, and the roll was excellent.",
    ),
    image(
        "Primes, woven into a carpet",
        "Count the threads and look for the gaps.",
        "Each colour is a multiple of one number. The threads left white are the primes, and no one has ever found a simple pattern for them.",
    ),
    image(
        "How to read a graph in one minute",
        "Axes, units, start, then the line.",
        "Most tricks sit in the corner where the axis begins. Check whether it starts at zero before you are impressed.",
    ),
    text(
        "Reading primary sources without falling asleep",
        "Four questions and a biscuit.",
        "Who wrote it, for whom, what did they want, and what did they not need to say? The last one is the treasure. A cookbook that never mentions how to light the oven tells you that everyone knew.\n\nOne page at a time. Biscuit after each. The biscuit is not optional; the archives are cold.",
    ),
    image(
        "Infinity hotel, floor plan",
        "Full, and yet there is a room for you.",
        "Everybody moves one door along, and room one is free. For a whole bus of guests, everybody doubles their number instead.",
    ),
    image(
        "Greetings around the breakfast table",
        "Nine ways to say good morning, with levels of sleepiness.",
        "The shorter the form, the closer the people. Say the long one to your landlord and the short one to the person who makes the coffee.",
    ),
    text(
        "What a good mistake looks like",
        "I keep a collection, and I grade it.",
        "A bad mistake is one you cannot explain. A good one has a reason: you used a rule that works elsewhere, and it did not work here. Now you know where the fence is.\n\nWhen a student shows me a good one, we write it on the wall with the date. By June the wall is the best textbook in the room.",
    ),
    image(
        "Probability with two dice and a table",
        "Why seven turns up so often.",
        "There are thirty-six squares. Seven owns the whole diagonal, two owns a corner. Count, and you will never need to memorise it.",
    ),
    image(
        "Letters that changed their sound",
        "A family tree with some embarrassing cousins.",
        "Follow the dotted line to see how one letter became two. Spelling is a fossil: awkward to carry, lovely to study.",
    ),
    text(
        "The question I ask at the end of every lesson",
        "Not 'do you understand?'",
        "Nobody answers that one honestly. I ask: 'What would you tell a friend who missed today?' Then I keep quiet for as long as it takes, which is always longer than is comfortable.\n\nWhat comes out is the lesson that happened. It is seldom the one that I had planned, and sometimes it is better.",
    ),
];

pub const COMEDY: &[PostText] = &[
    text(
        "Cause of death: silence",
        "A joke about yoghurt, 2 minutes old, survived by nobody.",
        "The joke was that yoghurt has more culture than my ex. I know. It was on the list between two good ones, like a wet sock between cushions. The room made the sound of a lift thinking.\n\nAutopsy: the audience saw it coming from the word yoghurt. Lesson: if the ending arrives before you do, wave at it and change the subject.",
    ),
    image(
        "Office goose, week one",
        "He has a badge and no role.",
        "HR says he was hired for culture. He hissed at the quarterly plan, and so far it is the most useful feedback we have had.",
    ),
    image(
        "A field guide to people on mute",
        "Five species, one call.",
        "The Fish, the Frozen, the Ceiling Fan, the Surprise Toddler, and the one who is not mute at all.",
    ),
    text(
        "Overheard on the number 9 bus",
        "I changed nothing but the hats.",
        "'He says he is not superstitious, but he will not say so on a Tuesday.' 'That was before the goat.' 'Everything was before the goat.' They got off at the hospital, laughing.\n\nI have been thinking about the goat for nine days. I rode the line again to find out. Nobody. If you know the goat, write to me.",
    ),
    image(
        "My to-do list, honestly labelled",
        "Urgent, important, decorative.",
        "The third column is the longest. 'Learn the harp' has been there since two flats ago.",
    ),
    image(
        "Meeting that could have been a nod",
        "A cartoon in one panel and forty minutes.",
        "Eight people, one agenda item, and the item is the date of the next meeting. The plant in the corner has asked to be excused.",
    ),
    text(
        "I asked my grandmother to review my set",
        "Two stars, and she took one back.",
        "She said that I speak too quickly, that the trousers were a pity, and that the joke about her soup was slander. The soup was then served as evidence. The soup was excellent. I have no defence.\n\nShe did laugh once, at the wrong place: when I dropped the microphone by accident. It is now in the show. She wants a percentage.",
    ),
    image(
        "Goose performance review",
        "Exceeds expectations in volume.",
        "Areas for growth: sharing, stairs, not biting the printer. Although, the printer had it coming.",
    ),
    image(
        "How an improviser packs a suitcase",
        "Yes, and an umbrella.",
        "I said yes to every item. I have three hats, a ladle and no trousers. The scene is going very well.",
    ),
    text(
        "Yes-and for people who freeze",
        "One exercise for timid humans, kitchen-tested.",
        "Get a friend. They say one plain sentence: 'This potato is cold.' You say yes, repeat it, and add one thing: 'Yes, it is cold, and it has been asking about you.' Now they add. Stop after one minute, ideally before the police.\n\nThe secret is that you need not be funny. You only need to accept the potato. The funny arrives when it sees that the door is open.",
    ),
    image(
        "The stages of assembling a shelf",
        "Denial comes in a separate bag.",
        "By stage four I have a shelf, two spare screws and a new opinion about my marriage. The spare screws are load-bearing emotionally.",
    ),
    image(
        "Autocorrect writes my condolences",
        "I am so sorry for your lasagne.",
        "I drew it as it happened. They wrote back: 'Thank you, it was sudden.' We are closer than ever.",
    ),
    text(
        "Things I have whispered to a self-checkout",
        "A short confession.",
        "'I did put it in the bag.' 'You know that I put it in the bag.' 'Please, there are people.' 'It is a single lemon; what would I gain?' Finally the attendant came, touched a card to the screen and it forgave me at once.\n\nI have been in relationships like this. The lemon and I left together.",
    ),
    image(
        "Self-portrait as a loading bar",
        "Ninety-nine percent since Thursday.",
        "The last percent is putting on shoes. We are working hard to bring you this feature.",
    ),
    image(
        "Doctor, fish, same waiting room",
        "A caption contest with a winner.",
        "Your best line was: 'He says it only hurts when he is out.' I have framed it, and the fish approves.",
    ),
    text(
        "A heckler improved my joke",
        "I hate to report this.",
        "I said: 'My landlord describes the flat as bright.' A man at the back said: 'So is he, apparently.' Bigger laugh than mine. I stood there like a person watching his own bicycle ride away.\n\nI bought him a drink and asked for permission. He said, fine, but he wants to be called 'a source close to the back wall'. So: thank you, source.",
    ),
    image(
        "Map of my flat by likelihood of finding keys",
        "Red areas have been searched twice.",
        "The fridge is orange, for historical reasons. The key hook is, of course, entirely blue.",
    ),
    image(
        "Pigeon at the bank",
        "He would like to open something. Anything.",
        "They asked for proof of address and he pointed at a statue. It was accepted, eventually, as he has been there longer than the bank.",
    ),
    text(
        "Notes from a show for eleven people and a dog",
        "The dog left at the interval and came back.",
        "With eleven people you do not perform, you host. I knew their names by the third minute. By the tenth, Margit from the second row was doing the callbacks better than I do.\n\nThe dog's return is the best review of my career. He sat down, sighed, and looked at me as if to say: fine, finish it. So I did.",
    ),
    image(
        "Emails I drafted and did not send",
        "A still life in rage and politeness.",
        "'As per my last email' appears nine times, each larger than the one before. The sent version says: 'Great, thanks!'",
    ),
    image(
        "The horoscope of household appliances",
        "Kettle rising, toaster in retrograde.",
        "Washing machine: a sock will leave you, let it go. Fridge: you are full of things nobody talks about.",
    ),
    text(
        "My neighbour is learning the trumpet",
        "Day 40. We have one song now.",
        "At first it was only a shape of a sound, like a goose describing a door. On day twelve he found a note, and we all knew it, since the whole stairwell went quiet with hope. On day thirteen he lost it.\n\nLast night, four bars of something. I clapped through the wall. He stopped, and then very softly played it again. I am invested; do not tell him.",
    ),
    image(
        "Goose farewell card",
        "Signed by everybody, bitten by one.",
        "He is leaving to spend more time with his pond. The printer has asked to say a few words.",
    ),
    image(
        "Small talk bingo, family edition",
        "Free square: the weather, but it is personal.",
        "Print it, bring it, do not show it to your uncle. First to get 'When I was your age' diagonally wins the good chair.",
    ),
    text(
        "How to tell a story that is too long",
        "A workshop in six warnings.",
        "Begin in the car park. Mention a cousin who plays no part. Correct the day of the week: it was Wednesday, no, Tuesday, because of the bins. Say 'long story short' and then lengthen it.\n\nNow cut all of that and begin with the bins. Everyone has feelings about bins. Notice how they lean forward? That is where your story had been hiding all along.",
    ),
];
