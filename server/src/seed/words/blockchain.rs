//! Blockchain: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Block",
        description: "Everything I write.",
        benefits: &["All posts", "Diagrams"],
    },
    TierText {
        name: "Epoch",
        description: "The working notes.",
        benefits: &[
            "Everything in Block",
            "Configuration files and scripts",
            "Incident logs, uncut",
        ],
    },
    TierText {
        name: "Genesis",
        description: "Learn alongside.",
        benefits: &[
            "Everything in Epoch",
            "A monthly call",
            "Reviews of your own set-up",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Lecture",
        description: "Plain explanations.",
        benefits: &["All lessons", "Drawings in full size"],
    },
    TierText {
        name: "Practical",
        description: "With a terminal open.",
        benefits: &[
            "Everything in Lecture",
            "Exercises and solutions",
            "Code to take apart",
        ],
    },
    TierText {
        name: "Study group",
        description: "Eight people, one evening.",
        benefits: &[
            "Everything in Practical",
            "A monthly session",
            "Reading aloud of one difficult paper",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "validator_diary",
        name: "Zofia Kamińska",
        category: "blockchain",
        bio: "I run one validator, on my own hardware, and write down every night it wakes me. Wrocław.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &VALIDATOR_DIARY,
    },
    CreatorProfile {
        handle: "plain_blocks",
        name: "Rohan Iyer",
        category: "blockchain",
        bio: "Blockchains without mysticism. I explain with kitchens, libraries and cricket. Pune.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &PLAIN_BLOCKS,
    },
    CreatorProfile {
        handle: "zk_kitchen",
        name: "Élodie Marchand",
        category: "blockchain",
        bio: "Zero-knowledge proofs, served as food. Mathematician in the mornings, mother of twins the \
               rest of the day. Lyon.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &ZK_KITCHEN,
    },
    CreatorProfile {
        handle: "program_notes",
        name: "Marcus Thorvaldsen",
        category: "blockchain",
        bio: "I write Solana programs and explain the accounts, line by line. Tests first, coffee \
               second. Tromsø.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &PROGRAM_NOTES,
    },
];

const VALIDATOR_DIARY: [PostText; 7] = [
    picture(
        Subject::Blocks,
        "The rack, seen as a city",
        "Everything that has to work at four in the morning, drawn from above.",
        "The tall one is the machine. Next to it the one that is always ready and hopes it is never \
         needed. The little houses are fans. There is one dark street, where I still have a single cable. \
         I know.",
        "A town of blocks with lit windows seen at an angle",
    ),
    text(
        "What a validator does all day, told as a night porter",
        "A slot every few hundred milliseconds, explained with keys and a guest book.",
        "Imagine a hotel with thousands of porters and a single guest book, of which each of them has a \
         copy. It is decided beforehand who may write the next line. When it is my turn, I have less than \
         half a second.\n\n\
         In this time I take the notes that guests have pushed under my door, check that they have paid \
         and are not asking for a room that is taken, write them into the book in order, and shout the \
         page down the corridor. The others check and shout back: seen. If I sleep, my line stays empty, \
         and the hotel carries on. It is a bit embarrassing, though. Everybody can see it.\n\n\
         The rest of the time I vote. Others write, I read and say: yes, I have got this page as well, \
         and before it that one. These votes are what makes the book thick enough to lean on.\n\n\
         None of it is clever. What is difficult is never being late. My clock is my most valued \
         colleague. I spend my days on disk latency, network routes and a UPS that chirps.\n\n\
         When people ask what I produce, I say: agreement, in small slices.",
    ),
    picture(
        Subject::Links,
        "One block holds the next",
        "A picture for my nephews, who wanted to know what the chain is made of.",
        "Each ring is closed by a number which depends on the one before. You can open any link, of \
         course. But then none of the later ones fits any more, and all the world can see that you were \
         at it with pliers.",
        "Polished rings linked through one another",
    ),
    picture(
        Subject::StarChart,
        "Who I talk to at night",
        "My node's neighbours, as constellations. Some are in cellars, one is on a ship.",
        "I have never met any of them. I know who is punctual. The bright one, above right, is in \
         Tallinn, and has not missed anything in a year. I should like to send them a cake.",
        "A star chart with constellations and fine circles",
    ),
    text(
        "Incident, 03:12",
        "The log of a bad night, with times, and what I changed in the morning.",
        "03:12 Alarm. Vote latency up. I am awake, which is not the same as useful.\n\n\
         03:15 Machine is there, disk is fine, memory is fine. Network loses every twentieth packet. I \
         restart nothing. This is my only rule at night: look first.\n\n\
         03:22 It is not me, it is my provider's router in Frankfurt. I have a second line. It has been \
         waiting for this for fourteen months.\n\n\
         03:24 The switch-over script asks for a password. The password is in the manager, the manager is \
         on the phone, the phone is charging in the kitchen. I run.\n\n\
         03:26 Switched. Votes are landing. Four minutes of delay, no damage; a few credits lost.\n\n\
         03:40 Tea. I write this.\n\n\
         10:00 What I change: the script asks for nothing any more, it uses a key that can do only this \
         one thing. The second line is now tested on the first of each month, with a calendar entry and a \
         biscuit. And there is a charger next to the bed.\n\n\
         11:00 Provider apologises. Router is said to be 'stable'. I am also stable.",
    ),
    picture(
        Subject::Weave,
        "Votes, woven",
        "One epoch as cloth. The lighter thread is when I was moving house.",
        "Every row is an hour, every column a neighbour. When all agree it is a boring cloth, and I am \
         paid for boring cloth. In the lower third you can see my removal van.",
        "Strands woven over and under in a regular pattern",
    ),
    picture(
        Subject::Blocks,
        "New hardware, same shelf",
        "I replaced everything but the shelf and the fear.",
        "It took six months of saving, two evenings of building, and eleven seconds of switching. I had \
         practised the eleven seconds forty times, with a kitchen timer, on my own in the cellar, like \
         someone preparing for a wedding dance.",
        "A cluster of block towers in cool colours",
    ),
];

const PLAIN_BLOCKS: [PostText; 7] = [
    picture(
        Subject::Links,
        "A signature is a handshake at a distance",
        "Keys, explained with two hands, one glove and no mathematics.",
        "Take a glove that fits exactly one hand. I give copies of the glove to everyone. When I want to \
         prove that it was I who touched something, I leave a print; anyone can try the glove on the \
         print. Nobody can make a hand out of a glove. All that is difficult in cryptography is making \
         that last sentence true.",
        "Large polished rings linked in a chain",
    ),
    text(
        "What a blockchain is, without the word 'trust'",
        "Four sentences, one cricket score, and what it is not good for.",
        "In our colony there is a cricket match each Sunday. The score used to be kept by Mr Kulkarni, in \
         pencil. You can guess.\n\n\
         So now everybody keeps it. After each over, one person reads the score aloud, a different one \
         each time, drawn by lot. The others compare. If it agrees, all write it down in ink, and next to \
         it the sum of all the digits on the page so far. That's it. If someone changes an old entry, his \
         sums no longer fit, on all following pages, and forty other books say something different.\n\n\
         Four sentences: Everyone has the book. Writing is taken in turns. Every page depends on the one \
         before it. The longest agreed book counts.\n\n\
         What is it good for? When people who do not know each other, or know each other too well, need \
         one common list. What is it not good for? Storing photographs, going fast cheaply, or making a \
         wrong entry right. If the umpire was blind, then we have that now, in forty copies, in ink.\n\n\
         Mr Kulkarni plays again, by the way. He is quite good.",
    ),
    picture(
        Subject::Weave,
        "Consensus is a fabric of 'I have seen it too'",
        "Drawn for a school class. They found the missing thread before me.",
        "I gave each child a colour and let them pass notes. Whoever had received the same note three \
         times took it as true. Within five minutes the class agreed on what was for lunch. It was false; \
         but they agreed. It was an excellent lesson.",
        "Woven strands in several colours",
    ),
    text(
        "Finality, or: when may I leave the shop?",
        "Seen, confirmed, final: three words for one payment, explained at the counter.",
        "You pay. The shopkeeper looks at his screen. When may you leave with the mango?\n\n\
         Processed means: one cashier has seen your money. It is nearly certain. But he could be new.\n\n\
         Confirmed means: so many of the others have nodded that it would take a conspiracy of the whole \
         market to take it back. For a mango, you may go.\n\n\
         Finalised means: it has been nodded at so many times, and so much has been written on top of it, \
         that nobody even remembers how one could undo it. For a house, wait for this. It takes seconds, \
         and you are buying a house.\n\n\
         The mistake that I see in programs: everyone treats the first stage as the last because it looks \
         so nice in the demonstration. Then once a month a page is discarded, the mango is gone, and \
         somebody says the blockchain has made an error. It has not. It said 'seen', and you heard \
         'done'.\n\n\
         My own rule: show people the truth in stages. 'Sent. Seen. Done.' They like to watch. I have \
         never met anyone who minded waiting, if there is something honest on the screen.",
    ),
    picture(
        Subject::Blocks,
        "State is a town, blocks are its diary",
        "Two words everybody mixes up, in one drawing.",
        "The town is how things are now: who lives where, who has which key. The diary is how it became \
         so. You can burn the diary and still live in the town. But when two people claim the same house, \
         you will be looking for it.",
        "A town of blocks at an angle, clear and colourful",
    ),
    picture(
        Subject::StarChart,
        "Peer to peer, seen from the roof",
        "There is no centre in this picture. I checked twice.",
        "The children in our building asked where the internet 'is'. We went up, looked at the lights, \
         and I asked where the city is.",
        "Stars joined into constellations on a dark chart",
    ),
    picture(
        Subject::Links,
        "Broken link, mended",
        "What a fork looks like, and why it is not a catastrophe but a quarrel.",
        "For a moment there are two next pages, both correct. Each half of the room goes on writing on \
         its own. Then one becomes longer, and the others sigh, tear theirs out, and hand in the entries \
         again. It happens more often than you think, and you never notice it. This is what good manners \
         are.",
        "Rings of a chain with two ends side by side",
    ),
];

const ZK_KITCHEN: [PostText; 7] = [
    picture(
        Subject::Weave,
        "A proof is a pie",
        "You can check that it was baked correctly without getting the recipe. Lattice included.",
        "My grandmother never gave away the recipe of her tart. But she let you choose where to cut. \
         Anywhere: and always there were exactly the layers she had promised. After ten cuts you believed \
         her. She had no idea that she was running an interactive proof system.",
        "Strands woven like the lattice on a pie",
    ),
    text(
        "How to prove you know the sauce without telling",
        "The classic cave story, retold with two kitchens and one locked pantry.",
        "Our restaurant has two kitchens, connected only by a pantry with a code lock. I claim that I \
         know the code. You do not believe me, but I do not want to tell you.\n\n\
         So: I go into one of the kitchens. You do not see which. Then you come into the corridor and \
         shout: left! or: right! I come out of the one you named.\n\n\
         If I know the code, that is easy: in case I am on the wrong side I go through the pantry. If I \
         do not know it, I am lucky half of the time. We do it again. And again. After twenty times, my \
         luck would have to be about one in a million. You are convinced. And you still do not know the \
         code.\n\n\
         Now the elegant part. Had you filmed it, the film would prove nothing to anybody else. We could \
         have agreed beforehand what you would shout. The proof convinced only you, at that moment, \
         because you know that you decided freely.\n\n\
         All the rest, which fills my mornings, is the art of doing this with arithmetic rather than \
         pantries, in one go rather than twenty, and with coins of which nobody can say that I had \
         weighted them.",
    ),
    picture(
        Subject::Links,
        "Chain of custody for a cheese",
        "From the goat to the shop: what must be shown, what may stay hidden.",
        "The shop wants to know that it was cooled all the way. The farmer does not want to say who the \
         drivers are. Each link proves to the next 'below eight degrees, and so was what I received'. At \
         the end you hold a short statement on a very long journey. And a cheese.",
        "Linked rings of different colours",
    ),
    picture(
        Subject::Blocks,
        "A thousand transactions in a lunch box",
        "Rollups, for people who pack lunches.",
        "I could unpack each sandwich at the school gate. Or I hand over the box, with a note on which \
         the canteen lady has signed that everything in it is allowed. The whole trick is a note that is \
         quicker to read than the box is to unpack.",
        "Neat blocks packed side by side",
    ),
    text(
        "Trusted set-up: the burnt spoon",
        "Why some proofs need a ceremony, and what must be destroyed afterwards.",
        "For some of my favourite proofs you must first prepare a table of numbers. It comes from a \
         secret ingredient. Whoever knows this ingredient could later pass off any dish as the real one, \
         and so it has to be forgotten.\n\n\
         How do you forget something together? As follows. A row of cooks. The first stirs with her own \
         spoon and burns it. The second stirs with his and burns it. A hundred, a thousand stir. In order \
         to know the ingredient, you would need all the spoons. If a single one was really burnt, it is \
         lost for ever.\n\n\
         So each of the participants needs only to trust one: herself. That is why there are so many of \
         them, and why they do it in such theatrical ways, with old computers, blowtorches, and in one \
         case an aeroplane.\n\n\
         I took part once. My secret was the noise of the twins at breakfast, recorded, hashed, deleted. \
         I have never felt so safe; that morning can be reconstructed by no power in the world.\n\n\
         There are newer methods that can do without spoons. The proofs are larger in return. Nothing \
         comes for free in the kitchen.",
    ),
    picture(
        Subject::StarChart,
        "Points on a curve, by night",
        "What my work looks like to me when I close my eyes.",
        "You take two stars, draw the line, and find the third; mirror it, carry on. You can go forward \
         all night. Nobody has found a way of going back. Everything I do stands on this 'nobody'.",
        "Constellations joined by fine lines on a dark sky",
    ),
    picture(
        Subject::Weave,
        "Twins and commitments",
        "They have to choose at the same time and neither believes the other. A solution made of \
         envelopes.",
        "Each writes it on a slip and puts it in an envelope. First both envelopes are on the table, then \
         they are opened. Peace since March. They are seven, and have understood binding and hiding \
         better than my last reviewer.",
        "Two sets of strands crossing each other",
    ),
];

const PROGRAM_NOTES: [PostText; 7] = [
    picture(
        Subject::Blocks,
        "Accounts are boxes with labels",
        "The one picture that I wish I had seen in my first week.",
        "Programs hold nothing. Everything that is kept lies in boxes, each with a label: who owns me, \
         how much is in me, what is written inside. A program may only change boxes it owns. If you have \
         this picture in your head, nine tenths of the error messages begin to sound friendly.",
        "Blocks of many sizes in rows, like labelled boxes",
    ),
    text(
        "The check you forgot",
        "Five questions to put to each account before you touch it. Most losses were a missing one of \
         these.",
        "When my program is called, it receives a row of accounts. The caller has put them there. The \
         caller may be anybody. So I ask each one at the door.\n\n\
         Who owns you? If it should be my program or the token program, check. A box from someone else \
         can have any label written inside it.\n\n\
         Did you sign? Being on the list is not a signature. I have seen 'authority' accounts that had \
         never signed anything.\n\n\
         Are you who I think? If the address can be derived, derive it and compare. Do not take an \
         address from the data of another account that you have not asked either.\n\n\
         Are you the right kind? Two structures with the same length look alike from outside. Put a mark \
         at the beginning, and read it.\n\n\
         Are you the same as somebody else here? If source and destination are one, sums become strange. \
         There is a whole museum of it.\n\n\
         I have these five on a card by the screen. Before every review I put a tick for each account and \
         each question, by hand, with a pencil. It is dull. All the exciting stories in this trade come \
         from people who found it dull.",
    ),
    picture(
        Subject::Links,
        "Instructions call instructions",
        "A cross-program call as a chain: what is passed on, and what had better not be.",
        "The signature of the user goes along to the next program, and from there to the next. It is \
         convenient. It is also like handing over your house key with the coat. Know who is called, and \
         write the address into the code.",
        "Rings of a chain, each through the next",
    ),
    picture(
        Subject::Weave,
        "Parallel by declaration",
        "Why transactions must say beforehand which accounts they will touch.",
        "If everyone says in advance which thread they are going to pull, then those that do not cross \
         can be woven at the same time. Put a counter that everybody writes to in the middle, and you \
         have tied a knot into the fastest loom in town.",
        "Strands woven so that none disturbs another",
    ),
    text(
        "Testing with time: expiry, slots and a very patient test",
        "My bug only appeared after thirty days. I do not have thirty days.",
        "A subscription that runs for thirty days must be tested on day twenty-nine, on day thirty, and \
         one second later. Most people test it on day one, and then their users test the rest.\n\n\
         Take the clock away from the program. On a local network you can set it: jump to the slot you \
         need, run the instruction, jump on. My tests now read like a diary. Day 29: still open. Day 30, \
         minus one second: open. Day 30: closed. Day 30, paid late: open again, and from when?\n\n\
         That last question had no answer in our specification. Extend from the old end, or from today? \
         Two of us were sure, in different directions. We asked a user, who was of a third opinion and \
         right.\n\n\
         Other moments worth visiting: the last second of February, the first slot of an epoch, and zero. \
         Somebody will always send zero.\n\n\
         The whole suite takes four seconds and covers two years. When I am old I shall explain to people \
         that I have lived much longer than I look.",
    ),
    picture(
        Subject::StarChart,
        "Derived addresses, as constellations",
        "They exist before anybody has been there. You only have to know the seeds.",
        "From a few words and the program's name follows a point in the sky. Nobody has a key for it, and \
         precisely for that reason the program may speak for it. I have drawn eleven of ours. We use \
         nine. The other two are just beautiful.",
        "A star chart with named circles and small figures",
    ),
    picture(
        Subject::Blocks,
        "Rent, deposits and the empty house",
        "Close your accounts. Someone else could be living there.",
        "Each box needs a small deposit, to stay. When it is no longer needed, close it and give the \
         deposit back to the one who paid, not to the one who happens to be calling. We had four thousand \
         empty houses. It was an afternoon's work, and the town looks friendlier.",
        "A town of blocks with some dark houses",
    ),
];
