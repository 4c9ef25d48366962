//! Tech: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Read access",
        description: "All posts, all pictures.",
        benefits: &[
            "Every write-up in full",
            "The comments, which are better than the posts",
        ],
    },
    TierText {
        name: "Write access",
        description: "The working files.",
        benefits: &[
            "Everything with read access",
            "Source code and schematics",
            "Notes on what failed",
        ],
    },
    TierText {
        name: "Root",
        description: "For people who want to build along.",
        benefits: &[
            "Everything below",
            "A monthly call with screens shared",
            "I review one of your builds each month",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Bench",
        description: "What is on it this week.",
        benefits: &["All build logs", "Parts lists"],
    },
    TierText {
        name: "Drawer",
        description: "What did not fit on the bench.",
        benefits: &[
            "Everything on the bench",
            "Files to make your own",
            "Early write-ups",
        ],
    },
    TierText {
        name: "Workshop",
        description: "Come in and touch things.",
        benefits: &[
            "Everything in the drawer",
            "Live repair evenings",
            "Questions answered within the week",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "rusty_hinges",
        name: "Harriet Bloomfield",
        category: "tech",
        bio: "Systems programmer. I write about memory, queues and the bugs that made me a humbler \
               person. Edinburgh, two monitors, one sensible chair.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &RUSTY_HINGES,
    },
    CreatorProfile {
        handle: "home_rack",
        name: "Bashir Karimi",
        category: "tech",
        bio: "Self-hosting in a cupboard: quiet machines, honest backups, power bills with comments. \
               Malmö.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &HOME_RACK,
    },
    CreatorProfile {
        handle: "solder_and_tea",
        name: "Mei-Lin Zhou",
        category: "tech",
        bio: "I repair radios and build keyboards that sound like rain. Solder, patience, jasmine. \
               Taichung.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &SOLDER_AND_TEA,
    },
    CreatorProfile {
        handle: "small_models",
        name: "Tobias Arendt",
        category: "tech",
        bio: "Machine learning that fits on a laptop or less. I measure, I admit, I throw things away. \
               Leipzig.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &SMALL_MODELS,
    },
];

const RUSTY_HINGES: [PostText; 7] = [
    picture(
        Subject::Circuits,
        "A picture of a cache miss",
        "What your processor does while you wait for one number, drawn as a walk through town.",
        "The number you want is four steps away or two hundred. Nothing in your code says which. When I \
         teach this I draw the chip as a house, the cache as the kitchen, and main memory as the shop on \
         the other side of the river. Then I ask: how often do you want to go to the shop for one egg?",
        "Fine traces running from a chip across a circuit board",
    ),
    text(
        "The bug that only happened on Thursdays",
        "Three weeks, two theories and a backup job. A detective story with a dull murderer.",
        "The service froze on Thursdays. Not every Thursday, never any other day. We had graphs of \
         everything, and all the graphs were innocent.\n\n\
         Theory one was traffic. Thursday is our busiest day, and so we added machines, and it froze on \
         more machines. Theory two was a colleague called Thursday Rota, which turned out to be a \
         calendar.\n\n\
         In the third week I stopped looking at our service and looked at the disk. At ten past three, \
         something was reading every file in order. A backup job, set up by someone who had since left, \
         moved from Sunday to Thursday because Sunday had been 'too quiet to notice problems'. Reading \
         everything pushed our index out of memory. The next request had to fetch it from disk while \
         holding a lock. Everybody waited for the lock. From outside: frozen.\n\n\
         The fix was one flag that tells the backup not to pollute the cache. Eleven characters.\n\n\
         What I took away: when your graphs are innocent, graph something that is not yours. And never, \
         ever name a rota after a day.",
    ),
    picture(
        Subject::Threads,
        "Sixteen threads, one lock",
        "I drew where they all wait. It looks like hair in a drain, and it is.",
        "Each line is a thread over one second. The knot is a lock that protects a counter nobody reads. \
         We removed the counter. I keep the picture over my desk to remind me that contention is mostly \
         history.",
        "Bundles of fine threads pulled together at one point",
    ),
    picture(
        Subject::Truchet,
        "What random looks like when it is not",
        "Two generators, one broken. Can you see which? My students can, within a second.",
        "Fill a grid with quarter circles and let a random bit turn each one. A good generator makes \
         rivers. A bad one makes corridors. Statistics needs pages for what the eye does for nothing.",
        "Quarter-circle tiles forming winding ribbons",
    ),
    text(
        "Delete the retry",
        "A short argument against the most popular way of making outages worse.",
        "When a call fails, we try again. It feels responsible. Three services deep, with three tries \
         each, one slow database gets twenty-seven times the traffic at exactly the moment when it cannot \
         take any. You have built a machine that kicks people who are down.\n\n\
         So before adding a retry, I ask for three sentences.\n\n\
         One: why would it work a second later? If the answer is 'dunno, sometimes it does', that is a \
         bug report.\n\n\
         Two: who else retries? Only one layer may, and it should be the outermost that still knows what \
         the user wanted.\n\n\
         Three: when do we stop? With a budget, shared by all calls, for example ten percent of traffic. \
         When it is used up, we fail at once and say so politely.\n\n\
         And add jitter. Without it your clients, who all failed together, will come back together, like \
         a class after a fire drill.\n\n\
         I removed nine retries last month. Availability went up. Nobody noticed, which is the nicest \
         thing that can be said about infrastructure.",
    ),
    picture(
        Subject::Weave,
        "Interleaving, as cloth",
        "Two transactions, woven. Find the thread that goes over where it should have gone under.",
        "Isolation levels become much easier when you draw them. Warp is one transaction, weft the other. \
         A lost update is a thread that never comes back up. I have been asked to make it into a scarf.",
        "Coloured strands woven over and under at an angle",
    ),
    picture(
        Subject::Blocks,
        "Memory layout of a small city",
        "Structs as houses: padding is the empty lot next door.",
        "Order the fields by size and the empty lots disappear. Twenty-four bytes become sixteen. In one \
         object that is nothing. In four million it is the difference between one machine and two, and I \
         have to explain fewer invoices.",
        "Rows of blocks of different heights seen from above",
    ),
];

const HOME_RACK: [PostText; 7] = [
    picture(
        Subject::Circuits,
        "The cupboard, redrawn",
        "Everything that runs at home, on one board, in the order in which I would miss it.",
        "I drew it as if it were a single circuit, because at three in the morning it is. The thick line \
         is power, and it has one single point of failure: a multi-plug behind the vacuum cleaner. I have \
         known this for two years. I bought the second one today.",
        "A chip with traces spreading across a board",
    ),
    text(
        "Backups you have not restored are wishes",
        "My yearly fire drill, step by step, with the thing that failed this time.",
        "Once a year, on the first Saturday of November, I pretend the house has burned down. My wife \
         calls it my Christmas.\n\n\
         The rules: I get one empty laptop, my memory and whatever is not in this building. No peeking. \
         The stopwatch starts with a cup of tea.\n\n\
         This year: passwords recovered in nine minutes, because the emergency sheet at my sister's is \
         finally up to date. Photographs started coming back after forty. Mail in two hours. Then the \
         calendar: the backup existed, was encrypted, and the key was in the calendar. I am not making \
         this up. I laughed until I had to sit on the floor.\n\n\
         So the list for the coming year. Keys live in two places that are not what they open. Every \
         backup writes one small file in plain text saying what it is and how to open it. And a printed \
         page, in large type, for my wife, with the heading: if Bashir is not here.\n\n\
         Do it once. You will find your own calendar key. Everybody has one.",
    ),
    picture(
        Subject::Weave,
        "Cable management is a textile art",
        "Forty-one cables, five colours, one Saturday. I am unreasonably happy.",
        "Blue is data, orange is power, grey is I do not dare. I wove them over and under instead of \
         tying them, so that I can pull out one without undoing the rest. My daughter said it looks like \
         a basket. It is the best review this rack has ever had.",
        "Coloured strands woven in a regular pattern",
    ),
    text(
        "What my home server costs, to the kilowatt hour",
        "A year of measuring every plug. The most expensive thing was not the one I expected.",
        "I bought six cheap meters and wrote down a number on the first of each month. Here is what I \
         learned; your prices will differ, your surprises probably not.\n\n\
         The little server that does nearly everything: 9 watts, day and night. The old one I keep 'just \
         in case': 41. The network switch with far too many ports, of which I use five: 18. A hard-disk \
         enclosure that never sleeps because something asks it the time every four minutes: 22.\n\n\
         So the case 'just in case' cost four times as much as the case. It is off now, and starts by a \
         button if I ever need it. I have pressed the button once, to see if it works.\n\n\
         The enclosure took longer. I searched for the thing that kept asking. It was a widget on the \
         television, showing free space. Nobody in this family has ever wanted to know.\n\n\
         In total I saved more than half, with one shelf emptied and no feature lost. The meters have \
         paid for themselves; one has moved to my mother's, who wants to know about the kettle.",
    ),
    picture(
        Subject::Blocks,
        "Containers, stacked honestly",
        "A drawing of what really shares a floor, and who will fall if I pull this one out.",
        "Diagrams show every service in its own neat box. In truth the photo album and the recipe page \
         share a database, a disk and a certificate. I drew the shared walls. Then I knew what to move \
         first.",
        "A town of blocks in which several share a wall",
    ),
    picture(
        Subject::Truchet,
        "The network, as I would like it to be",
        "Every path comes back to where it started, and no two cross.",
        "It is not to scale and not true. But when I explain to guests why the wireless works in the bath \
         now, I show them this.",
        "Winding ribbons of quarter circles in two colours",
    ),
    picture(
        Subject::Threads,
        "One month of temperatures in the cupboard",
        "Thirty lines, one for each day. You can see the washing machine.",
        "Every other afternoon the whole bundle lifts by two degrees. It is the laundry next door, \
         through the wall. I have moved the disks to the other side and asked nobody to wash less.",
        "Fine lines running side by side with a common wave",
    ),
];

const SOLDER_AND_TEA: [PostText; 7] = [
    picture(
        Subject::Circuits,
        "A radio from 1962, awake again",
        "One capacitor, one dead spider, and a station from the mainland at four in the afternoon.",
        "The owner is eighty-four, and the radio was a wedding present. The fault was where it always is \
         in this model. I changed the one part, kept the old one in a bag taped inside the case, and left \
         the spider's web. It was not in the way.",
        "Traces and a chip on a board, glowing softly",
    ),
    text(
        "How to solder without fear",
        "Heat the work, not the wire. And five more sentences my teacher repeated until I believed them.",
        "Heat the work, not the wire. The iron warms the pad and the leg together, and then the solder \
         runs to them by itself, because it wants to. If you carry a blob over on the tip, you are icing \
         a cake.\n\n\
         Three seconds. Count them aloud. One: touch. Two: feed. Three: away. If it did not work in \
         three, stop, let it cool, and ask why. It is dirty or your tip is.\n\n\
         A good joint is a little volcano, not a ball. A ball means it never wanted to be there.\n\n\
         Clean before you are proud. Damp sponge, fresh tin on the tip, every few joints. A black tip is \
         a cold tip, even at four hundred degrees.\n\n\
         Ventilate. Your lungs are not a filter.\n\n\
         And begin with something ugly. Buy a dead toaster, take the board out, and make fifty joints \
         nobody needs. By the thirtieth your hand will have stopped talking to you. My first fifty are in \
         a frame in the workshop. Visitors think they are a joke. They are a diploma.",
    ),
    picture(
        Subject::Weave,
        "Wire, sleeved by hand",
        "Two metres of keyboard cable in five colours, braided while listening to a radio play.",
        "It takes an evening and serves no purpose whatsoever. The signal does not know. But you touch \
         the cable every day, and your hand knows.",
        "Colourful strands braided over and under",
    ),
    picture(
        Subject::Truchet,
        "Patterns for a keyboard plate",
        "I lay out the stiffening ribs as tiles, so that no two keys ring alike.",
        "A solid plate rings like a pan. If you cut ribs of different lengths under the keys, every one \
         has its own small note, and together they sound like rain on leaves instead of rain on a car. I \
         chose this layout out of twelve, with my eyes closed.",
        "A tiled pattern of quarter circles",
    ),
    text(
        "The sound of a keyboard: foam, mass and one piece of tape",
        "A repairer's view on the hobby, for people who have already spent too much.",
        "Before you buy another set of switches, try these in order. They are nearly free.\n\n\
         Tape. Two layers of paper tape on the back of the board, away from anything that gets warm. It \
         takes the highest, hissing part out of the sound. Reversible, three minutes.\n\n\
         Tighten less. Most cases are screwed so hard that the plate is under tension like a drum. Loosen \
         each screw by a quarter turn and type. You might be finished here.\n\n\
         Mass. If the case is light, glue two fishing weights to the bottom, near the feet and not in the \
         middle. The thud gets shorter.\n\n\
         Foam last, and little. People fill the whole cavity and then wonder why it sounds like typing on \
         bread. One strip under the space bar is often enough.\n\n\
         Grease the wires of the big keys. A rattle there is no 'character', it is thirst.\n\n\
         And put the board on a cloth. Half of what you hear is your table. I once 'fixed' a customer's \
         keyboard by giving her a napkin. She came back with cake.",
    ),
    picture(
        Subject::Circuits,
        "Map of a repair",
        "Where I measured, in which order, until I found the cold joint.",
        "I photograph every board and draw a dot where I put the probe. After an hour it is a \
         constellation. The fault was under the first dot. It is surprisingly often under the first dot, \
         only one does not believe it yet.",
        "A board with many traces and small glowing points",
    ),
    picture(
        Subject::Blocks,
        "Parts drawers, after the earthquake",
        "Nobody was hurt. Four thousand resistors were mixed.",
        "I sorted for six evenings with my nephew. He is nine and reads the colour code faster than I do \
         now. We kept one drawer unsorted, in memory, and it is labelled 'weather'.",
        "Many small coloured blocks piled and sorted",
    ),
];

const SMALL_MODELS: [PostText; 7] = [
    picture(
        Subject::Threads,
        "Eight hundred training runs, one picture",
        "Each thread is a run. The pretty ones are the ones that failed.",
        "Good runs all look alike: they fall, they flatten, they stop. The failed ones have biographies. \
         The loop at the upper left is a learning rate I typed with one zero too few; it almost \
         recovered, and I was rooting for it.",
        "Hundreds of fine threads bundling and parting",
    ),
    text(
        "Do you need a model at all?",
        "Five questions I ask before training anything. Number three ends most projects, happily.",
        "One. Could you write down the rule? If your expert can explain it in ten minutes, write ten \
         minutes of code. You can read it, test it, and it will not drift.\n\n\
         Two. What happens when it is wrong? Not if. If a wrong answer costs a coffee, go ahead. If it \
         costs somebody a loan, you need more than a score.\n\n\
         Three. How good is the dumbest answer? Predict the most frequent class, or last week's value. I \
         have seen proud systems lose to 'same as yesterday'. This question costs an afternoon and has \
         saved my clients months.\n\n\
         Four. Where do the labels come from? If two people disagree on a fifth of them, then your model \
         will too, and you will call it error.\n\n\
         Five. Who looks at it in a year? A model is not a bridge, it is a garden. If nobody has the time \
         to weed, plant something that needs less.\n\n\
         If after this you still want to train, wonderful. Start with the smallest thing that could \
         possibly work, and be slightly disappointed when it does.",
    ),
    picture(
        Subject::Truchet,
        "A texture made by a network with eleven neurons",
        "How little does it take until something looks intended? Less than I thought.",
        "Two numbers in, three numbers out, eleven neurons between. It has learned nothing; these are its \
         random weights. I find it good for humility to see how much meaning I supply by myself.",
        "Ribbons winding through one another in quarter circles",
    ),
    text(
        "The evaluation set is the product",
        "Why I spend a week writing two hundred examples by hand, and you should, too.",
        "Clients want to see the model. I show them a spreadsheet.\n\n\
         It has two hundred rows. Every row is a case that really occurred, copied from real life, with \
         the answer that a sensible person in the company would give. Twenty rows are easy. Sixty are \
         ordinary. The rest is trouble: typing errors, irony, two questions in one, the customer who \
         writes only in capitals, and the one who is right although the handbook says otherwise.\n\n\
         We argue about these rows for a week. That is the project. In those arguments the company finds \
         out what it wants, often for the first time. One team discovered that sales and support have \
         meant different things by 'urgent' since 2016.\n\n\
         Afterwards models are just attempts. Each gets a number, and we look at the failed rows, not at \
         the number. When a new model comes out, I can tell within an hour if it is better for us. \
         Without the rows you can only tell if it sounds better.\n\n\
         Keep the sheet under version control, and never train on it. Treat it like the good scissors.",
    ),
    picture(
        Subject::Circuits,
        "Where the milliseconds go",
        "One answer, profiled on a board the size of a biscuit.",
        "The mathematics takes a third. The rest is moving numbers from where they are to where they are \
         needed. I have yet to meet a slow programme that was slow from thinking.",
        "A small chip with traces in glowing colours",
    ),
    picture(
        Subject::Weave,
        "Attention, as a fabric",
        "Every word looks at every other. Drawn once, by hand, for a talk in a village library.",
        "I gave each word of a sentence a colour and wove who looks at whom. An old lady in the second \
         row said, so it is like a family dinner. I have used her explanation ever since, with \
         permission.",
        "Strands crossing over and under in many colours",
    ),
    picture(
        Subject::Blocks,
        "Quantisation, explained with houses",
        "What is lost when you round every roof to the next floor.",
        "From far away the skyline is the same. Up close, somebody lost an attic. Whether that matters \
         depends on who lives there, and this is exactly what you have to test.",
        "A town of blocks with heights in even steps",
    ),
];
