//! Fitness: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Warm-up",
        description: "All sessions and notes.",
        benefits: &["Every workout written out", "Short answers to common questions"],
    },
    TierText {
        name: "Training group",
        description: "Plans that fit around a life.",
        benefits: &[
            "Everything in Warm-up",
            "Four-week plans with three levels",
            "Weekly check-in thread",
        ],
    },
    TierText {
        name: "Lane one",
        description: "I look at your training.",
        benefits: &[
            "Everything below",
            "Two reviews of your log each month",
            "Form check by video",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Trailhead",
        description: "Routes, sessions and stories.",
        benefits: &["All posts", "Route notes you can download"],
    },
    TierText {
        name: "Ridge",
        description: "The plans behind them.",
        benefits: &[
            "Everything at the trailhead",
            "Season plans",
            "Kit lists that have been rained on",
        ],
    },
    TierText {
        name: "Hut",
        description: "A small group that trains together.",
        benefits: &[
            "Everything on the ridge",
            "A monthly call",
            "I answer everything, sometimes late",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "coach_amara",
        name: "Amara Nwosu",
        category: "fitness",
        bio: "I coach people who started running late, and people who stopped and want it back. Track on \
               Tuesdays, porridge after. London, south of the river.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &COACH_AMARA,
    },
    CreatorProfile {
        handle: "mats_kettlebell",
        name: "Mats Ekholm",
        category: "fitness",
        bio: "Strength for people over forty with a job and one bad shoulder. A kettlebell, a doorway, \
               twenty minutes. Former carpenter, Umeå.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &MATS_KETTLEBELL,
    },
    CreatorProfile {
        handle: "yuna_flow",
        name: "Yuna Seo",
        category: "fitness",
        bio: "Mobility and slow strength, taught in plain words. Ex-dancer with two repaired knees. \
               Busan and online.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &YUNA_FLOW,
    },
    CreatorProfile {
        handle: "rafael_trails",
        name: "Rafael Monteiro",
        category: "fitness",
        bio: "Mountain runner from Serra da Estrela. Routes, weather, fear and cheese. I carry too much \
               and get home.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &RAFAEL_TRAILS,
    },
];

const COACH_AMARA: [PostText; 7] = [
    picture(
        Subject::Track,
        "Tuesday, lane four, six in the morning",
        "Eight times 300 with a full minute of standing about. The standing about is the workout.",
        "The recovery is there to be taken. If you jog it you are only practising being a bit tired. \
         Stand, breathe through the nose until it is boring, go again at the same pace as the first. \
         Three of you ran the last one fastest today without trying. That is the whole idea.",
        "Running track lanes curving in low morning sun",
    ),
    text(
        "Your easy run is too fast",
        "How to find the pace that feels like cheating, and why it is the one that makes you quicker.",
        "If I could change one thing about everybody I coach, it would be this. You run your easy days a \
         bit too hard, so you arrive at your hard days a bit too tired, and everything becomes the same \
         grey effort.\n\n\
         Here is the test. Say a full sentence out loud, subject, verb and gossip. If you have to breathe \
         in the middle, you are not running easily. I do not care about the watch. The watch has never \
         been tired.\n\n\
         The first fortnight will insult you. You will be overtaken by a man with a pram. Wave. Somewhere \
         in week three your legs stop complaining on stairs. In week five or six, the same effort is \
         suddenly faster, and you did not do anything for it except be humble.\n\n\
         Two exceptions: hills, where you may walk, and rain, where you may do as you like, because going \
         out was the training.\n\n\
         Four easy runs out of five. Then, on Tuesday, we shall see what your legs have saved up.",
    ),
    picture(
        Subject::Track,
        "Stagger lines, explained for the confused",
        "Why lane six starts halfway to the river and nobody is cheating.",
        "Every lane is about seven and a half metres longer per lap than the one inside it, so the starts \
         fan out. Stand on them once and look along: it feels deeply unfair until the first bend, and \
         then it does not. I find that useful to remember about other things as well.",
        "White stagger lines across the lanes of a running track",
    ),
    picture(
        Subject::Court,
        "Drills in the cage behind the estate",
        "No track, no problem. A court, four corners, twelve minutes.",
        "Corner to corner sideways, backwards, forwards, walk one side. It teaches the feet to be clever, \
         and you can do it while your kids argue about the ball. Three rounds if you have slept, two if \
         you have not.",
        "A painted court from above with a ball and its shadow",
    ),
    text(
        "Coming back after a break: the first four weeks",
        "For after babies, flu, heartbreak and house moves. Slower than you want, faster than you fear.",
        "Week one. Three times twenty minutes, walk four, run one. You will feel silly. The tendons need \
         this more than the heart does, and they are slow readers.\n\n\
         Week two. Same three days, walk three, run two. On one of the other days do ten slow squats and \
         ten heel raises while the kettle boils. Twice.\n\n\
         Week three. Walk two, run three. If anything hurts on one side only, repeat week two. Sore on \
         both sides is training, sore on one is news.\n\n\
         Week four. Twenty minutes easy with two walking breaks wherever you like. Then you may buy \
         socks.\n\n\
         Do not look at your old times. They belong to someone who slept. I mean it: hide the page. My \
         own comeback after my second child took nine weeks to reach a full park lap, and I was a \
         professional. I cried at the gate, from joy, and a dog walker gave me a mint.\n\n\
         Write to me at the end of week two. That is when most people stop, and it is exactly when it \
         starts to work.",
    ),
    picture(
        Subject::Contours,
        "Hills of the borough, ranked by spite",
        "A map for those who say the city is flat.",
        "I measured eleven of them with a cheap altimeter and a bad temper. The steepest is behind the \
         library. Six repeats, walk down, think about dinner. It will do more for you than any shoe.",
        "Contour lines of an imaginary hilly landscape",
    ),
    picture(
        Subject::Ridges,
        "Away day: the long slow one",
        "Ninety minutes on soft ground, no watches allowed, biscuits at the end.",
        "We took the train to where the trees are. Fourteen of us, one wrong turn, nobody last, because \
         the person at the back chose the pace. That is a rule on away days and I am thinking of making \
         it a rule of life.",
        "Green hills and ridges in soft morning haze",
    ),
];

const MATS_KETTLEBELL: [PostText; 7] = [
    text(
        "The minimum that works",
        "Two movements, three days, twelve weeks. No secret, and that is the secret.",
        "You asked for the shortest programme that I believe in. Here it is.\n\n\
         Monday, Wednesday, Friday. Ten minutes of swings: ten, then rest until you could say your \
         address calmly, then ten again. After that, five goblet squats and five push-ups on the kitchen \
         worktop, three rounds. That is about twenty minutes with a glass of water.\n\n\
         Buy one bell. For most men who sit all day that is 16 kilos, for most women 12. If the shop \
         talks you into more, it will be a doorstop.\n\n\
         Add nothing for four weeks. You will be tempted, because it feels too easy, and because the \
         internet exists. In weeks five to eight move the worktop push-ups to a chair, in nine to twelve \
         to the floor. The bell stays the same. You get stronger, it does not have to.\n\n\
         After twelve weeks you will carry the shopping up without changing hands. I tested this on my \
         brother-in-law. He does not even like me.",
    ),
    picture(
        Subject::Court,
        "A painted floor is a good gym",
        "Lines to step over, a wall to push, and nobody who wants to sell you a shake.",
        "I teach Saturdays at the school yard. We use the lines: heel to toe along one, three small jumps \
         over the next, walk back on your hands and feet like a cat that has been to a party. Balance is \
         strength too, and after fifty it is the kind you need in January.",
        "A sports court from above with clean lines",
    ),
    text(
        "Bad shoulder? Start here",
        "What I do myself every morning since the roof of 2009. Not medical advice, just carpentry.",
        "I fell off a roof in 2009, not far, but badly. The shoulder has been a weather station ever \
         since. If yours is freshly hurt or goes numb, see somebody with a licence. If it is only old and \
         grumpy, read on.\n\n\
         Hang. Put both hands on a bar or a door frame you trust, feet on the floor, and let a little of \
         your weight go. Twenty seconds. It should feel like opening a window, not like opening a tin.\n\n\
         Then circles with a stick. Broom handle, wide grip, from the hips up and as far back as it \
         likes. Ten. Never push the last bit.\n\n\
         Then carry. Walk around the table with the bell in your good hand first, then the bad, standing \
         as if somebody were about to photograph you.\n\n\
         Four minutes, with coffee on the stove. I have missed eleven mornings since 2009, and could tell \
         you about every one of them.",
    ),
    picture(
        Subject::Contours,
        "My winter kilometres",
        "Skis, forest, minus fourteen. The map is from memory, and so is the smell.",
        "The loop is eight kilometres when I am honest. In the dark you know the climbs by your breath: \
         two short ones, the long one past the sawmill, then the open bit where you can hear the ice on \
         the river think.",
        "Fine contour lines with a dotted route between two points",
    ),
    picture(
        Subject::Ridges,
        "Where I go when the yard is full",
        "Same exercise, better ceiling.",
        "I take the 12 kilo bell in a rucksack to the top, swing ten times ten, and go home. Hikers look \
         at me as though I were burying something. One asked to try. She was better at it than me.",
        "Dark forest ridges under a wide cold sky",
    ),
    text(
        "Letter to a man who wants his old body back",
        "It is not coming. The next one may be better. A friendly reply to a sad message.",
        "You wrote that you were strong at twenty-five and want that back by summer. I understand. I also \
         had hair.\n\n\
         That body was free. You did not build it, you found it one morning. It lived on pizza and could \
         sleep on a floor. Of course you miss it. But you never knew it, because you never had to.\n\n\
         The one you can have now is made by hand. It needs you to go to bed, to warm up, to stop when \
         the back says stop. In exchange you get to know it like a house you have repaired yourself: \
         where it creaks, what it can carry, which window sticks.\n\n\
         I am fifty-eight. I cannot do half of what I did then. But I know exactly what I can do, and I \
         do all of it, and yesterday I carried my granddaughter up to the tower and down again. At \
         twenty-five I would not have noticed it.\n\n\
         Start on Monday. Twelve kilos. Write to me in four weeks and tell me about the stairs.",
    ),
    picture(
        Subject::Dunes,
        "Walking on sand, slowly",
        "Twenty minutes barefoot does for the feet what no machine can.",
        "I was on the coast for my sister's birthday and left before breakfast. Sand gives way, and so \
         the small muscles have to talk to each other again. Mine had not spoken since the nineties. They \
         had a lot to say on Sunday.",
        "Pale dunes in low light",
    ),
];

const YUNA_FLOW: [PostText; 7] = [
    picture(
        Subject::Dunes,
        "Breathing like weather",
        "A five-minute practice I draw before I teach it.",
        "In on four, out on six, pause until you want to breathe and not a second longer. Draw it as \
         hills, and you see that the long slope is always the way down. Do this before you stretch \
         anything. A body that is holding its breath will not give you its hips.",
        "Soft dunes of light and shade, crest after crest",
    ),
    text(
        "Ten minutes for people who sit",
        "A floor, a wall, no equipment. Written so that you can do it with the page open.",
        "Start on your back with your calves on a chair. Two minutes. Let the small of the back arrive on \
         the floor by itself; it will, it is only late.\n\n\
         Roll to your side, up on hands and knees. Round the back like something proud, then hollow it \
         like something sleepy. Eight times, slower than feels reasonable.\n\n\
         One foot forward between the hands. Push the back knee gently into the floor instead of sinking \
         into the stretch. Five breaths. You will feel the front of that hip. It has been closed since \
         breakfast. Change sides.\n\n\
         Sit against the wall, legs long. Pull your toes towards you, then let go. Ten times. This is for \
         the nerves, not the muscles, so never to pain.\n\n\
         Stand. Roll up bone by bone, arms overhead, and look at your thumbs. Now walk to the kitchen and \
         notice which foot is louder. Tomorrow try to make it quieter.\n\n\
         That is all. Done daily it is worth more than my ninety-minute class once a month, and I say \
         this as the person who sells the class.",
    ),
    picture(
        Subject::Contours,
        "Map of a tight back",
        "I asked eight students to draw where it hurts. These are their hills.",
        "Almost all of them drew the same mountain, right between the shoulder blades. And almost all of \
         them were stiff somewhere else, lower, where nobody drew anything. The place that shouts is \
         seldom the place that is asleep.",
        "Contour lines gathered into dense hills on one side",
    ),
    picture(
        Subject::Court,
        "Balance line",
        "One painted line, bare feet, eyes closed for the brave.",
        "Walk it forwards, then backwards, then with your eyes shut. The wobble is not failure. The \
         wobble is the exercise, and standing still is only the break between two of them.",
        "White lines on a coloured floor from above",
    ),
    text(
        "What two knee operations taught me about patience",
        "Not a heroic story. There is a lot of television in it.",
        "After the first operation, I did everything faster than the plan. Bent it earlier, walked \
         earlier, danced in the eleventh week, with make-up on. You will have noticed that there was a \
         second operation.\n\n\
         After that one I did what the woman with the plan said, and nothing else. It was unbearable. \
         Four times a day I tensed a muscle that did not visibly tense. For nine days nothing happened. \
         On the tenth there was a twitch, like a fish under ice, and I cried so much that my mother \
         called the ward.\n\n\
         What I learned was not patience, I still do not have it. It was that the body answers, but in \
         its own time, and that shouting the question again does not help. You ask once, clearly, every \
         day at the same hour. Then you watch television.\n\n\
         When students tell me a stretch is not working, I ask how long they have tried. Usually it is a \
         week. The fish took ten days.",
    ),
    picture(
        Subject::Ridges,
        "Morning practice, facing the hills",
        "The roof of our building, a mat, nine layers of blue.",
        "I teach facing away from the view, so that my students have it. On Sundays I turn round and \
         practise for myself. Today I counted nine ridges and lost count of the breaths, which is the \
         right way round.",
        "Layered blue ridges under a pale sun",
    ),
    picture(
        Subject::Track,
        "A slow lap, hands behind the back",
        "Walking is also technique. We did one lap in eleven minutes.",
        "Try it: heel, outer edge, big toe, and let the arms do nothing. It is astonishing how long four \
         hundred metres are when you are present for all of them.",
        "Curving lanes of a track in soft light",
    ),
];

const RAFAEL_TRAILS: [PostText; 7] = [
    picture(
        Subject::Ridges,
        "First light on the eastern ridge",
        "Left at three, cold hands until five, and then this for eleven minutes.",
        "You never see the moment it starts. You notice only that your lamp has become useless. I \
         switched it off, stopped for once, and ate the second half of the sandwich with both hands.",
        "Mountain ridges at dawn, one behind another in mist",
    ),
    picture(
        Subject::Contours,
        "Route note: the three lakes",
        "21 km, 1,240 m up, one river crossing that depends on yesterday.",
        "Start early and go anticlockwise; the descent on the other side is loose and unkind to tired \
         knees. Water at the second lake only. If the stones at the crossing are wet on top, go round by \
         the bridge. It costs 25 minutes and no ankles.",
        "Contour lines of mountains with a dotted route",
    ),
    text(
        "How to turn back",
        "The most useful skill in the mountains, and nobody posts pictures of it.",
        "I have turned around nineteen times. I keep count, because I was ashamed of the first five and \
         am proud of the rest.\n\n\
         Decide at home. Write on your hand: if I am not at the saddle by eleven, I turn. On the mountain \
         you will be clever. You will find reasons. A number on your hand does not discuss.\n\n\
         Say it aloud, even alone: I am going down now. As long as it is only a thought, your feet keep \
         going up to see what you decide.\n\n\
         Do not stand there and look at the top. Turn, drink, eat something, and make the first ten \
         minutes down boring. Most accidents happen to people who are disappointed.\n\n\
         Tell somebody in the evening, as a story, with details: the wind, the cloud that came from the \
         wrong side. You have earned it. A turn is not half a summit, it is a whole decision.\n\n\
         Number nineteen was on Saturday, forty minutes below the cross. At two there was lightning. I \
         was in the village, buying cheese.",
    ),
    picture(
        Subject::Dunes,
        "The coast race nobody finishes clean",
        "Thirty kilometres of sand. My shoes are still talking about it.",
        "On sand, technique is everything and does not help. Short steps, look for the damp line, let the \
         fast ones go past and dig. At kilometre 24 I overtook eleven people at the speed of a wardrobe.",
        "Long dunes with sharp edges in evening light",
    ),
    text(
        "Kit list, weighed and argued with",
        "What I carry above 1,500 metres, from April to October, and why the list never gets shorter.",
        "Jacket with a hood, even when the forecast laughs. 310 g. Thin gloves, 40 g; cold hands cannot \
         open anything. Foil bag, not foil blanket, 110 g, never used, always there. Whistle. Headlamp \
         with a battery I charged myself and not one that I believe to be charged.\n\n\
         Food: one thing sweet, one thing salty and one that I hate. The last one is the reserve, because \
         I shall not eat it by accident. For me that is fig paste.\n\n\
         Water: half a litre more than needed until the first certain spring. A soft cup.\n\n\
         Phone in a freezer bag, off. Paper map, copied, of just today's square. A stub of pencil, \
         because a pen freezes.\n\n\
         For blood: one bandage, tape, two tablets. For morale: a second pair of socks.\n\n\
         The whole is 2.9 kilos. Friends run with 900 grams and a smile, and they are faster, and I have \
         lent out that foil bag twice. All right, so it has been used.",
    ),
    picture(
        Subject::Ridges,
        "Fire season, empty ridge",
        "Smoke from the next valley. I ran anyway, slowly, and looked.",
        "You could taste it on the pass. Everything was the colour of tea. I met the shepherd, who said \
         that the goats had moved to the north side by themselves, two days before. I am thinking about \
         what I could notice two days before.",
        "Brown ridges in haze under a dull orange sun",
    ),
    picture(
        Subject::Contours,
        "Fear, mapped",
        "I marked every place on my home ridge where I have been afraid, and how much.",
        "The steep sections are nearly white. The dark rings are flat: a junction in fog, the meadow with \
         the dogs, the spot where I got the phone call. Fear has a geography, but it is not the one on \
         the sheet.",
        "Dense and wide contour lines like a map of mountains",
    ),
];
