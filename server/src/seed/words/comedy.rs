//! Comedy: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Cheap seats",
        description: "You can hear everything, and see most of it.",
        benefits: &["All posts", "New bits first"],
    },
    TierText {
        name: "Front row",
        description: "I will talk to you. You knew the risk.",
        benefits: &[
            "Everything in the cheap seats",
            "Drafts with the crossed-out lines",
            "Voting on which joke lives",
        ],
    },
    TierText {
        name: "Green room",
        description: "There is only fruit.",
        benefits: &[
            "Everything in the front row",
            "A monthly call",
            "Your name in a joke, kindly",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Doodle",
        description: "Something silly each week.",
        benefits: &["All pictures and stories"],
    },
    TierText {
        name: "Sketchbook",
        description: "The ones that were too strange.",
        benefits: &["Everything in Doodle", "Alternative endings", "Wallpapers"],
    },
    TierText {
        name: "Co-conspirator",
        description: "Help me with it.",
        benefits: &[
            "Everything in the sketchbook",
            "One request a month",
            "Blame in the credits",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "mild_panic",
        name: "Bea Trotter",
        category: "comedy",
        bio: "Stand-up about being reasonably well and still not coping. Hull. I have played rooms with \
               more chairs than people, and one with only a chair.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &MILD_PANIC,
    },
    CreatorProfile {
        handle: "office_goblin",
        name: "Ravi Sundaram",
        category: "comedy",
        bio: "I work in an office and live under it. Dispatches from meetings, kitchens and the printer \
               that knows too much. Bengaluru, third floor.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &OFFICE_GOBLIN,
    },
    CreatorProfile {
        handle: "blobs_of_bo",
        name: "Bo Winterfeldt",
        category: "comedy",
        bio: "I draw round creatures with small problems. Every one is somebody I met on the bus. \
               Aarhus.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &BLOBS_OF_BO,
    },
    CreatorProfile {
        handle: "tiny_tragedies",
        name: "Chiara Bonfanti",
        category: "comedy",
        bio: "Very short stories in which almost nothing goes right. Trieste. I am quite cheerful in \
               person, ask anyone, ask my dentist.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &TINY_TRAGEDIES,
    },
];

const MILD_PANIC: [PostText; 7] = [
    picture(
        Subject::Stage,
        "The room at ten to eight",
        "Forty chairs, one microphone, a stool nobody asked for. I love this bit.",
        "There is always a stool. No comedian has ever wanted the stool. I believe it is the same stool, \
         and that it travels ahead of us. At ten to eight, the room still thinks that I might be very \
         good. I try not to walk in before I have to.",
        "An empty stage with a microphone in a pool of light",
    ),
    text(
        "I tried to relax",
        "Five minutes from the new show, as a text, with the pauses marked by paragraphs.",
        "My doctor told me to relax. She said it as if it was a place I had been to and could find again.\n\n\
         So I downloaded an app. The app said: let your thoughts pass like clouds. Mine do not pass like \
         clouds. Mine pass like a works outing. They are on a coach. They wave. One of them needs the \
         toilet.\n\n\
         Then a voice said: picture a beach where you feel completely safe. I have been to one beach. It \
         was in Cleethorpes, and a man asked us to help look for his teeth.\n\n\
         So there I am on my mat, breathing in for four, holding for seven, looking for teeth.\n\n\
         I went back to the doctor. She asked how it had gone. I told her that I am now anxious and also \
         very good at breathing. She said that this was progress. I said, is it? She said, no, but I've \
         got eleven people in the waiting room.\n\n\
         I felt so much better. It's not the breathing. It's knowing that she's on the coach as well.",
    ),
    picture(
        Subject::Blobs,
        "My feelings, in order of size",
        "The therapist asked me to draw them. I think they are quite well turned out.",
        "The big one is Worry. She has made sandwiches for everyone. The one at the back with the single \
         eye is Ambition; he comes twice a year and is disappointed in the biscuits. The tiny one at the \
         front is Rage. Isn't she sweet? She once returned a toaster.",
        "Round cheerful creatures with big eyes",
    ),
    picture(
        Subject::Stage,
        "Open mic, notes from the wings",
        "I went on ninth, after a man with a recorder.",
        "You never want to follow music. Nor children. Nor, as I now know, a man with a recorder who has \
         just told the audience that it was his late brother's. I had an opening joke about hoovers. I \
         did the joke about hoovers. There was one laugh, and it was his.",
        "A microphone stand in a spotlight before a curtain",
    ),
    text(
        "The joke that died eleven times",
        "A history, with dates. I still believe in it. Please help me bury it or save it.",
        "The joke is about swans. Since February I have told it eleven times, and eleven times the room \
         has looked at me as if I had read out their bank details.\n\n\
         First version: too long. There was a vicar in it. Out.\n\n\
         Second: without the vicar nobody understood why there were two swans. I put in a second swan. \
         Now there were three.\n\n\
         Fifth: somebody laughed. I went after it like a truffle pig. It turned out that he had been \
         reading a text message.\n\n\
         Seventh: I tried it angrily. They were on the side of the swan.\n\n\
         Ninth: as a song. I would rather not talk about the ninth.\n\n\
         Eleventh, last Thursday in Goole: silence. Then, from the back, after what I would call a long \
         time, a woman's voice: 'Oh. Because it's a pedalo.' And then she laughed for about a minute, on \
         her own, until people started laughing at her, and then all of us were.\n\n\
         So it works. It simply takes a minute and needs that woman. If you are her, please write. I am \
         in Leeds on the third.",
    ),
    picture(
        Subject::Quilt,
        "Things my mother has knitted at me",
        "A pattern guide. The stripes are a warning.",
        "She does not argue. She knits. When I dropped out of university, it was the mustard one. Dots \
         mean that she has heard something from Aunt Jean. In 2019, I got a scarf with quarter circles, \
         and am still not sure what she knows.",
        "A quilt of circles, stripes and half moons in loud colours",
    ),
    picture(
        Subject::Blobs,
        "The audience, as seen from up here",
        "Second from the left has not blinked since the interval.",
        "There are only six kinds. The one who explains it to the one next to him. The one who is \
         explained to. The birthday. The one who is 'quite funny himself actually'. The couple that broke \
         up in the car park. And, thank God, always: the woman with the laugh like a dropped tray.",
        "A crowd of colourful blobs with different faces",
    ),
];

const OFFICE_GOBLIN: [PostText; 7] = [
    text(
        "Minutes of the meeting about meetings",
        "Present: everyone. Absent: a reason.",
        "10:00 The chair opens the meeting by asking if everyone can hear her. Everyone can. Three people \
         say so, at the same time, for two minutes.\n\n\
         10:04 Purpose: we have too many meetings. Suggestion: a working group. It will meet weekly.\n\n\
         10:09 Suresh shares his screen. We see his holiday. He does not notice. It looks nice. There is \
         a goat.\n\n\
         10:15 Someone asks for the goat to be minuted. Minuted.\n\n\
         10:20 It is proposed that each meeting should have an agenda. It is noted that this one has \
         none. It is proposed to put the agenda on the agenda of the next.\n\n\
         10:31 Priority matrix. The goat is put in the quadrant 'important, not urgent'.\n\n\
         10:40 A voice that no one knows says 'let's take this offline'. It is then silent. We still do \
         not know who it was. He or she has been promoted.\n\n\
         10:58 Summary: great energy. Next steps: see above.\n\n\
         10:59 We still have one minute. The chair gives it back to us. I have been thinking all day \
         about what I did with it.",
    ),
    picture(
        Subject::Blobs,
        "The team, after restructuring",
        "Same people, different boxes. I have drawn them without the boxes.",
        "The one with three eyes is now Head of Insights. The green one reports to itself. The small one \
         at the bottom has reported to nobody since 2021 and is doing better than all of us.",
        "Cheerful creatures of different sizes standing together",
    ),
    text(
        "A field guide to people in the office kitchen",
        "With habitat, call and what to do if you meet one near the fridge.",
        "The Rinser. Will rinse a cup, look at it, and put it back dirty but wet. Call: 'I'm just soaking \
         it.' Harmless.\n\n\
         The Archivist. Owns four boxes in the fridge, oldest from the monsoon. Do not open. Do not even \
         say his name near it.\n\n\
         The Whisperer. Has a very important call, and takes it in the one room where people need to boil \
         water. You now know about the divorce.\n\n\
         The Fish. You know who you are.\n\n\
         The Optimist. Takes the last of the coffee, and presses the button for the next pot without \
         putting in water. From far away it looks like kindness.\n\n\
         The Ghost. Somebody brings in homemade cake every other Thursday. No note. No crumbs. We once \
         set up a rota to find out. On that Thursday there was no cake. We have never done it again; \
         there are things a company has to believe in.\n\n\
         The Goblin. Stands by the window with his tea and takes notes. Call: a soft snort. Feed with \
         cake.",
    ),
    picture(
        Subject::Quilt,
        "The quarterly results, simplified",
        "I have removed the numbers. It is now much clearer.",
        "Each of the shapes stands for a department. The round ones are happy. The striped ones say that \
         it is too early to tell. The one with the hole has been on leave since March, and its results \
         have improved.",
        "A grid of bold shapes, arrows and circles in bright colours",
    ),
    picture(
        Subject::Stage,
        "Town hall: any questions?",
        "The loneliest place in the company is under this microphone.",
        "'There are no stupid questions,' said the director. Then Suresh asked his. I have seen a man's \
         belief leave his body. In fairness, nobody had known that you could not claim for a goat.",
        "A lone microphone in a spotlight",
    ),
    picture(
        Subject::Blobs,
        "What the printer sees",
        "Paper jam in tray two. Tray two does not exist.",
        "It has been looking at us for nine years. It knows what we print at ten past six. When I was \
         alone with it last week, it put out a sheet, warm, quite blank, with a single dot in the middle. \
         I have filed it.",
        "Round creatures with wide eyes",
    ),
    text(
        "Out of office: a collection",
        "The honest versions, collected by the goblin, anonymised by nobody.",
        "'I am on leave until Monday. In urgent cases write to Meena. Meena is also on leave. It is a \
         test.'\n\n\
         'Thank you for your message. I read it before I went, and hoped.'\n\n\
         'I am at a wedding. It is my cousin's. It is going to last for five days and I am responsible \
         for chairs. Whatever you have, I have it worse.'\n\n\
         'I no longer work here. I have not for some time. I am curious to see who notices.'\n\n\
         'I am in the office but I have turned this on. Yes, I can see you. Please don't wave.'\n\n\
         'I am on parental leave until August. You may phone at any hour. There is always somebody \
         awake.'\n\n\
         'Dear all, I am out of the office, and for the first time in four years I have left the charger \
         there, too. I can hear birds. There is one which sounds just like the ringtone. I answered it.'\n\n\
         'Meena here. I'm back. What have you all done?'",
    ),
];

const BLOBS_OF_BO: [PostText; 7] = [
    picture(
        Subject::Blobs,
        "Everyone on the number 4A",
        "Monday, 7:52. Nobody slept, everybody was polite.",
        "The orange one had won something, and could not tell anyone. The one with the three eyes was \
         looking for its ticket with all of them. I sat behind the little one, who was practising a \
         sentence under its breath. It got off at the hospital. I hope that it went well.",
        "A crowd of round creatures with big eyes and small mouths",
    ),
    picture(
        Subject::Blobs,
        "Two creatures who both said 'no, after you'",
        "Day three.",
        "They are still standing at the door. Somebody has brought them soup. There is talk of a \
         monument.",
        "Two large round creatures smiling at one another",
    ),
    text(
        "How I find the face",
        "It is always the mouth. A little drawing lesson in words, for people who say they cannot.",
        "Draw a potato. You can do it, nobody can draw a wrong potato.\n\n\
         Now two dots for eyes. Close together, and it is worried. Far apart, and it has had an idea. One \
         higher than the other, and it is my uncle.\n\n\
         Then wait. Do not put the mouth in yet. Look at it until it annoys you a little that it cannot \
         speak. This is the most important moment, I sometimes drink a coffee in it.\n\n\
         The mouth is smaller than you think. Everybody makes it too big. A feeling that needs a big \
         mouth is usually pretending. A line of three millimetres, tilted by next to nothing, and it has \
         just seen you, and decided to say nothing about it.\n\n\
         Finally: feet. Not because it needs them. But when it has feet it can leave, and then it is \
         staying here of its own free will. One can see that.\n\n\
         Send me your potatoes. I have two hundred and eleven so far. Not a single one is wrong.",
    ),
    picture(
        Subject::Quilt,
        "Wallpaper for a creature who likes order",
        "It has counted the dots. There is one too many, and it will not say where.",
        "I made it as a background for a story, then the creature moved in. It sits on the lower edge and \
         looks upwards. It is happy. It hums. Sometimes it goes over to one of the dots and holds its \
         hand over it.",
        "A regular pattern of dots, arcs and squares",
    ),
    picture(
        Subject::Blobs,
        "Swimming lessons",
        "Most of them float anyway. That is not the problem.",
        "The blue one has read everything about swimming. The yellow one is in the water by mistake. And \
         the big one, right at the edge, comes each week in its bathing cap and says: next time. The \
         teacher keeps its place free. She has done so for two years.",
        "Round creatures of several colours, one of them asleep",
    ),
    text(
        "A short history of the creature in the corner",
        "It was only supposed to be an ink blot. Now it gets letters.",
        "In March 2019 my pen leaked. Bottom right, the size of a pea. I gave it an eye, so that it \
         should look intended.\n\n\
         From then on it was in every picture. Not because I wanted it to. I noticed that I left room for \
         it. Readers noticed sooner: 'What does the one in the corner say today?' It never said anything. \
         It looked at what the others were up to.\n\n\
         In 2021 I left it out, once, as there really was no space. I got forty letters. A child asked if \
         it was ill. I drew a get-well card with it in bed. The others stand around with grapes. It was \
         the first time it was in the middle, and it looks so embarrassed.\n\n\
         I have tried to find out who it is. It has my father's way of standing in a doorway, when there \
         are visitors. He always said that he could see better from there.\n\n\
         It is also in this text, by the way. Bottom right.",
    ),
    picture(
        Subject::Stage,
        "The shy one's big evening",
        "It had practised for eleven weeks. Then the light came on.",
        "You cannot see it because it is behind the curtain. But look at the gap at the bottom, a bit to \
         the left. Those are its feet. Nobody has gone home. They all have time.",
        "An empty stage with a microphone and a stool",
    ),
];

const TINY_TRAGEDIES: [PostText; 7] = [
    text(
        "Three tragedies with household appliances",
        "All true in the sense that it might have been.",
        "One. He gave her a vacuum cleaner for their anniversary. She gave it a name. They are said to be \
         very happy; he sees them sometimes in the park.\n\n\
         Two. The old refrigerator hummed in A flat. When it was replaced, the canary stopped singing. \
         The new one hummed in A. For a whole week they listened to him trying. On the eighth day, the \
         fridge gave in.\n\n\
         Three. In our building someone irons at four in the morning. You hear the board being opened, \
         the little hiss, the long sigh of cloth. For years I was angry. Then the lift broke down, and I \
         went up on foot, and on the fourth floor a door was open: an old man in a shirt so white that it \
         lit up the stairs. 'My wife always did it,' he said. 'It has to be at four. She was a baker. I \
         am practising, in case she asks me what I do all night.'",
    ),
    picture(
        Subject::Stage,
        "Premiere, cancelled",
        "The cast had flu, the audience came anyway. What happened then.",
        "Eighty people sat down and looked at the empty stage. No one had told them. After twenty minutes \
         someone at the back started to clap. In the newspaper there was talk of a daring evening. It is \
         being extended until Easter.",
        "An empty stage in a pool of light before a curtain",
    ),
    picture(
        Subject::Blobs,
        "Portraits of people who waved at someone else",
        "And of those who waved back.",
        "You can recognise them by the hand that turns, halfway, into scratching. I have collected forty. \
         The one in the middle went through with it. He crossed the road, said hello, and was asked to \
         stay for dinner. They married in May. It was the wrong bus stop as well.",
        "Round creatures with startled and happy faces",
    ),
    text(
        "The man who was always early",
        "A story in five appointments.",
        "He came to the dentist's a day too soon, and as somebody had cancelled, they took out the wrong \
         tooth, that of the man before him.\n\n\
         To his own wedding he came so early that he helped with the chairs for the one before. The bride \
         before liked the way he carried chairs. He has never regretted it, though he does think of the \
         flowers now and then.\n\n\
         For the birth of his daughter he was in the corridor three weeks ahead. The nurses gave him a \
         uniform, out of pity. He delivered eleven children before his own was there. Two of them have \
         been named after him.\n\n\
         He appeared at his retirement party in April instead of June. No one had the heart. He cleared \
         his desk, took the cake box, empty as it was, and they sang.\n\n\
         He had reckoned on being early for the last one too. But when he got there, breathless, hat in \
         hand, there was already somebody sitting there. 'You're late,' she said, and moved over. It was \
         the first bride. She had saved him a chair.",
    ),
    picture(
        Subject::Quilt,
        "A quilt made of apologies",
        "Each square is something somebody should have said at the time.",
        "The one with the dots is from my brother. He sent it without any letter. The red half moon is \
         mine, and was too large for the envelope. In the middle there is a plain one, grey. No one knows \
         who it is from, but all of us sleep better under it.",
        "A quilt of quarter circles, dots and bars",
    ),
    picture(
        Subject::Blobs,
        "Choir practice for those who only move their lips",
        "There are nineteen of us. We have never been better.",
        "It came out at Christmas when the pianist stopped and nobody was singing. Since then we meet on \
         Tuesdays. We stand very straight. Our repertoire is enormous. In the second row someone hums a \
         bit lately, and we are discussing it.",
        "A group of creatures with open and closed mouths",
    ),
    text(
        "Lost property office, Trieste Centrale",
        "What was handed in this week and, in two cases, who came for it.",
        "Monday. One umbrella, black. One umbrella, black. One man, about seventy, who was waiting next \
         to them.\n\n\
         Tuesday. A cello without a case. A case without a cello arrived an hour later, by a different \
         train. We introduced them to one another. It was not the same.\n\n\
         Wednesday. A set of teeth (upper). A birthday cake with the inscription 'FORGIVE ME SANDRO'. \
         Sandro came at five. He was not looking for it, he had lost a glove. We let him choose.\n\n\
         Thursday. Nothing. In thirty years this has happened only once. We went round all the platforms, \
         to see whether people were all right.\n\n\
         Friday. A letter with no address. We are allowed to open them: 'If you are reading this, then \
         I've finally forgotten you somewhere.' I have put it in the drawer with the other eleven. They \
         are all in the same hand.\n\n\
         Saturday. The man of Monday. He wanted to know if someone had asked for him. I said: not yet. He \
         sat down. It is warm here, and I could do with a hand with the umbrellas.",
    ),
];
