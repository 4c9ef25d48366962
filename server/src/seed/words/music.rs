//! Music: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Front row",
        description: "Everything I finish, before it goes anywhere else.",
        benefits: &["New pieces a week early", "Notes on how they were made"],
    },
    TierText {
        name: "Rehearsal room",
        description: "The takes, the sketches, and the things that did not work.",
        benefits: &[
            "Everything in Front row",
            "Demos and alternate takes",
            "A written breakdown each month",
        ],
    },
    TierText {
        name: "Patch bay",
        description: "For people who play, too.",
        benefits: &[
            "Everything in Rehearsal room",
            "Stems and samples to use as you like",
            "A listening hour each month",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "A-side",
        description: "The good stuff, in full.",
        benefits: &["Every new track", "Liner notes written like letters"],
    },
    TierText {
        name: "B-side",
        description: "The better stuff.",
        benefits: &[
            "Everything on the A-side",
            "Sketches, loops and the stories behind them",
            "Requests I actually answer",
        ],
    },
    TierText {
        name: "Test pressing",
        description: "For the people who keep the lights on.",
        benefits: &[
            "Everything on the B-side",
            "Your name in the notes",
            "One private session a season",
        ],
    },
];

const RUSSIAN_TIERS: &[TierText] = &[
    TierText {
        name: "Слушатель",
        description: "Всё новое, целиком и сразу.",
        benefits: &["Новые записи", "Истории песен"],
    },
    TierText {
        name: "Сосед по комнате",
        description: "Черновики, разговоры и то, что не получилось.",
        benefits: &["Всё из «Слушателя»", "Черновые дубли", "Тексты и аккорды"],
    },
    TierText {
        name: "Ансамбль",
        description: "Для тех, кто играет сам.",
        benefits: &[
            "Всё выше",
            "Ноты и разборы",
            "Встреча раз в месяц, с инструментами",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "otto_lindqvist",
        name: "Otto Lindqvist",
        category: "music",
        bio: "Slow electronic music from a boathouse near Gothenburg. One modular synthesiser, two tape \
               machines, a lot of weather.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &OTTO_LINDQVIST,
    },
    CreatorProfile {
        handle: "marisol_quiroga",
        name: "Marisol Quiroga",
        category: "music",
        bio: "Songs for one voice and a nylon-string guitar, written on a hill in Valparaíso. Half in \
               Spanish, half in whatever the neighbours are shouting.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &MARISOL_QUIROGA,
    },
    CreatorProfile {
        handle: "dex_amari",
        name: "Dex Amari",
        category: "music",
        bio: "Beats from dusty records, Rotterdam Zuid. I dig on Saturdays, chop on Sundays, and tell \
               you exactly where the crackle comes from.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &DEX_AMARI,
    },
    CreatorProfile {
        handle: "anton_severov",
        name: "Антон Северов",
        category: "music",
        bio: "Играю на гуслях и пишу песни в деревянном доме под Вологдой. Печка справа, микрофон слева, \
               кот где хочет.",
        lang: Lang::Ru,
        tiers: RUSSIAN_TIERS,
        posts: &ANTON_SEVEROV,
    },
];

const OTTO_LINDQVIST: [PostText; 7] = [
    picture(
        Subject::Threads,
        "Eleven minutes of almost nothing",
        "A new long piece, made of three notes that drift apart and find each other again.",
        "Three oscillators, tuned by ear, each on its own slow clock. Now and then they line up for a few \
         seconds, and that is the entire drama. I recorded it in one go with the window open. At minute \
         seven there is a ferry.",
        "Fine luminous threads bending together like cloth in a slow wind",
    ),
    picture(
        Subject::Aura,
        "Low tide, tape version",
        "The same piece after forty passes over a tired tape machine. I like it more than the clean one.",
        "Tape takes the edges off and keeps the weight. After forty passes the attack of each note is \
         gone, and what stays is the part you remember anyway. It hisses. So does the sea.",
        "Soft clouds of colour melting into one another",
    ),
    text(
        "Leaving things out: a method for people who cannot stop",
        "How I get from sixteen tracks to four, using a kitchen timer and some cruelty.",
        "I used to finish pieces by adding. There was always one more line that would explain it. The \
         result explained itself to death.\n\n\
         Now there is a kitchen timer. When I think a piece is done, I set it for twenty minutes, and in \
         that time I may only remove. Mute a track; listen through; if I do not miss it by the end, it \
         goes. I am not allowed to solo anything, because alone everything sounds necessary.\n\n\
         The first thing to leave is usually the melody I was proud of. The last to leave is nearly \
         always some noise I recorded by accident. I have stopped asking why.\n\n\
         Two warnings. Do it on another day than the one you wrote it on, or you will protect your \
         darlings. And keep the muted version in a folder, not because you will go back, but because you \
         will be braver if you could.\n\n\
         My record is a piece that ended up with one track. It is the boathouse door. It is quite good.",
    ),
    picture(
        Subject::Pendulum,
        "Two pendulums in just intonation",
        "What a perfect fifth looks like when you let it draw.",
        "If you hang two pendulums with lengths in the ratio of a musical interval and let them move a \
         pen, they draw the interval. This is a fifth, slightly out. You can see the beating as the slow \
         turn of the whole figure. My tuner tells me the same thing, but with less charm.",
        "A fine looping curve drawn by swinging pendulums",
    ),
    picture(
        Subject::Pulses,
        "Heartbeat of a sequencer left on overnight",
        "Eight steps, random gates, nobody home. I drew what it did between two and five in the morning.",
        "I forgot to switch it off. In the morning the recorder was still running, and somewhere around \
         four it had played forty bars I would have been glad to write. I drew each bar as a line. The \
         mountain in the middle is when the heating came on and everything drifted sharp.",
        "Stacked lines rising like the trace of a pulse",
    ),
    text(
        "A small studio in wet places: what survives",
        "Practical notes on salt air, contact cleaner and the one cable that never died.",
        "People ask about the romance of a boathouse. Here is the romance: everything corrodes.\n\n\
         Jack sockets go first. I clean them twice a year, and the ones I use daily stay better than the \
         ones I spare, so the cure is to play. Keep silica bags in every closed case and bake them dry in \
         the oven on Sundays; they last for years. Do not store tapes on the floor, ever, not even for \
         one night, not even if you are only stepping out to look at the moon.\n\n\
         Heat the room slowly. A cold synthesiser in warm damp air collects dew on its boards. I bring \
         the temperature up over an hour and use that hour for coffee and the post.\n\n\
         The one cable that has never failed me is the cheapest, bought at a petrol station. It is bright \
         orange, and I would not sell it for anything.",
    ),
    picture(
        Subject::Bokeh,
        "Ferry lights, seen from the mixing desk",
        "The view at the end of a long session, when nothing is in focus, including me.",
        "Half past one. I had been listening to the same twelve seconds since supper. I took my glasses \
         off, looked up, and the harbour had turned into this. I wrote the last chord for it.",
        "City and harbour lights at night, out of focus, as glowing discs",
    ),
];

const MARISOL_QUIROGA: [PostText; 7] = [
    picture(
        Subject::Aura,
        "A song for the cable car that closed",
        "They stopped the old lift on our hill. Somebody had to write it a farewell.",
        "For sixty years it squeaked on the same note, a flat B. The whole street used to tune to it \
         without noticing. The song starts there and never quite leaves. In the last verse I let the \
         guitar squeak, too.",
        "Warm clouds of colour with a single soft shape in the middle",
    ),
    text(
        "Four chords are enough, but choose their neighbours",
        "About voice leading for people who hate the words 'voice leading'.",
        "Someone wrote to me: I know the same four chords as everybody, why do mine sound like a jingle? \
         Because you are jumping.\n\n\
         Play C, then A minor, the way the book shows it. Now play them again and move as few fingers as \
         possible. Two notes stay, one moves by a step. Hear it? The second time it was not two chords, \
         it was one thing that changed its mind.\n\n\
         That is all voice leading means. The notes inside the chords are people in a small room. If \
         everyone gets up and changes seats, it is a fire drill. If one person stands up and the others \
         look, it is a scene.\n\n\
         My exercise: take a song you have already written. Do not change a single chord. Only look for \
         the version where your left hand travels least. Sing it like that for a week. Usually the melody \
         changes by itself, because there is suddenly a small space where it may breathe.\n\n\
         Four chords are plenty. I know people with one.",
    ),
    picture(
        Subject::Threads,
        "Six strings, drawn from memory",
        "My guitar teacher said: watch the string, not your hand. So I watched until I could draw it.",
        "The low E makes a slow, heavy belly; the high one is a blur with two sharp ends. If you look \
         long enough you stop hearing notes and start hearing shapes. I am not sure this has helped my \
         technique. It has helped my patience.",
        "Bundles of fine lines swinging like vibrating strings",
    ),
    picture(
        Subject::Vinyl,
        "The record my father hid",
        "Found behind the wardrobe, wrapped in a curtain. I know now whom I got the voice from.",
        "No label, one side, two songs. A woman with a guitar, and the room is ours: you can hear the \
         door to the yard. My father will not say who she was. He asked me to play it again, though, and \
         sat down.\n\n\
         I learned both songs this week. I will play them for you on Sunday, as they are, with the door.",
        "A record lying on a table next to its sleeve, light gleaming on its grooves",
    ),
    picture(
        Subject::Bokeh,
        "The hill at night, from the steps where I write",
        "Forty-one houses, one streetlamp that works, and the chorus I could not finish indoors.",
        "I write better where I might be interrupted. On the steps somebody always passes, asks what it \
         is about, and gives me a better word. The last line of this chorus belongs to the man from the \
         bakery.",
        "Lights of a hillside town at night, blurred into discs",
    ),
    text(
        "What I do when my voice is gone",
        "Ten days without singing taught me more than the course I paid for.",
        "The doctor said ten days of silence. Not whispering, he added, as if he knew me.\n\n\
         Day one I was furious. Day two I wrote notes to everyone and used up a pencil. On day three I \
         noticed that I hum when I cook, when I climb stairs, when I am lying. I hum when I lie! I have \
         since apologised to two people.\n\n\
         By day five I could hear the street. Not the noise, the pitch of it: where it rises before rain, \
         how the dogs answer in thirds. I had been singing over it for thirty years.\n\n\
         When I was allowed back, I sang softly for a week, and the softness stayed. I no longer push to \
         be heard over the guitar. I play less guitar.\n\n\
         So, if you lose it, take the ten days. You are still a musician when you are listening. Perhaps \
         mostly then.",
    ),
    picture(
        Subject::Pulses,
        "Applause, measured line by line",
        "Thirty-four people in a kitchen. I kept the recording only for the seconds after the songs.",
        "After the sad one there are four seconds in which nobody moves. Those are the flat lines in the \
         middle. I have played bigger rooms; I have never had better silence.",
        "Rows of wavering lines, each with its own small peaks",
    ),
];

const DEX_AMARI: [PostText; 7] = [
    picture(
        Subject::Vinyl,
        "Saturday's dig: one crate, one keeper",
        "Five hours, sixty records, a single bar worth looping. That is a good ratio.",
        "The keeper is a library record with no names on it, strings and a vibraphone. Bar 23, between \
         two phrases, the player breathes in. I looped the breath. Everything else on the track is there \
         to make room for it.",
        "A black record on a bright table with a tonearm",
    ),
    picture(
        Subject::Vinyl,
        "Three copies of the same album, three different songs",
        "Same pressing, different lives. Listen to what forty years of ownership do to a groove.",
        "One was played at parties: the middle is grey and the bass is gone. One was never opened: clean \
         and a little dull. The third belonged to somebody who loved one song and only that one, and you \
         can see the ring. Guess which one I sampled.",
        "A coloured record half out of its sleeve",
    ),
    text(
        "How to chop without losing the swing",
        "Your slices are perfect and your beat is stiff. Here is what went missing between the cuts.",
        "When you slice a loop exactly on the grid, you cut off the part where the drummer was late. And \
         the late part was the music.\n\n\
         What I do: before any chopping, I tap along with my finger for two minutes. Where my finger \
         disagrees with the grid, I write it down. Usually it is the second snare and the ghost note \
         before it. Then I slice where my finger was, not where the screen says.\n\n\
         Leave tails. A slice that ends in silence sounds like a stamp. Let it run under the next one and \
         fade it late. Yes, it blurs. Blur is the glue.\n\n\
         And never fix all of it. If your kick is a bit early, let the hat be a bit late, and the middle \
         of the two is where heads start to nod. I tested this on my nephew, who is four and cannot lie.\n\n\
         Last thing: turn the screen off. If you would not notice the problem with your eyes closed, it \
         is not a problem.",
    ),
    picture(
        Subject::Pulses,
        "The kick, the snare, the neighbour",
        "A beat drawn as it arrives downstairs, according to Mrs de Wit.",
        "Mrs de Wit lives under me and has excellent ears. She told me the kick is fine but the bass \
         'walks about'. I drew it the way she described it. She was right, it walked about. It stands \
         now. She got a copy with her name on it.",
        "Lines stacked like a pulse, dense below and light above",
    ),
    picture(
        Subject::Aura,
        "Loop for a bus that is not coming",
        "Made on a phone, at the stop, in the rain. Kept exactly as it was.",
        "Twenty-five minutes, one sample of the shelter's roof, two fingers. When the bus came I almost \
         let it go. There is a lesson in it about having less, but honestly it was just a very good roof.",
        "Blurred colours of a rainy evening",
    ),
    text(
        "Where the crackle comes from (a confession)",
        "I have been asked whether my crackle is real. Mostly. Here is the rest of it.",
        "Real crackle is dust, static and time. It comes in slow showers, never evenly, and it gets worse \
         towards the end of a side. The fake kind sits on top like a sticker: same density from the first \
         second to the last.\n\n\
         For years I swore I would never fake it. Then I had a take that was perfect and clean and dead, \
         and at two in the morning I recorded the run-out groove of an old polka record and laid it \
         underneath. It was alive at once. I felt like a thief.\n\n\
         Here is my peace treaty with myself. If the sample comes from vinyl, its own dust stays. If the \
         sound was born clean, it may borrow dust, but from a record I own, recorded by me, from the same \
         year as the mood. So the polka is allowed anywhere there is dancing.\n\n\
         You may judge me. Mrs de Wit already has.",
    ),
    picture(
        Subject::Pendulum,
        "What a record draws when the hole is off centre",
        "Wow and flutter, made visible. It is prettier than it sounds.",
        "If the hole is punched half a millimetre off, the groove swings in and out and every note bends \
         with it. This is that bend, drawn for one minute. I could correct it with software. I could also \
         correct my accent.",
        "A rosette of looping curves around a centre",
    ),
];

const ANTON_SEVEROV: [PostText; 7] = [
    picture(
        Subject::Threads,
        "Двадцать одна струна",
        "Настраивал гусли два часа, играл двадцать минут. Обычный вечер.",
        "Гусли не терпят спешки: подтянул одну, ушли соседние. Поэтому перед записью я настраиваю, пью \
         чай, настраиваю снова и только потом включаю микрофон. За эти два часа песня обычно успевает \
         решить, какой она будет.",
        "Пучки тонких линий колышутся, как струны",
    ),
    picture(
        Subject::Aura,
        "Песня про печку, первый вариант",
        "Мелодия простая, как дверь. Пел вполголоса, чтобы не разбудить дом.",
        "Слышно, как на второй минуте оседают угли. Я хотел вырезать, потом понял, что это и есть припев. \
         Завтра попробую записать чище, но эту версию не сотру.",
        "Тёплые пятна света перетекают друг в друга",
    ),
    text(
        "Как петь, если стесняешься голоса",
        "Письмо человеку, который двадцать лет пел только в машине. То есть мне.",
        "Я начал петь при людях в тридцать четыре. До этого пел на трассе, один, с закрытыми окнами, и \
         был уверен, что так и останется.\n\n\
         Помогли три вещи. Первая: петь тише, чем хочется. Когда стесняешься, хочется или совсем \
         пропасть, или перекричать стыд. А голос живёт посередине, там, где рассказывают что-то важное за \
         столом.\n\n\
         Вторая: петь словами. Выберите одну строчку и скажите её как обычную фразу. Где вы сделали \
         паузу, там и будет дыхание. Где повысили, там и мелодия.\n\n\
         Третья: один слушатель. Не зал, не запись, один человек, который вас и так любит. Мне слушала \
         бабушка, глуховатая. Она хлопала не в такт и просила погромче, и за зиму я расхрабрился.\n\n\
         Голос не бывает плохим. Он бывает непривычным, и в первую очередь для хозяина.",
    ),
    picture(
        Subject::Bokeh,
        "Огни райцентра, последняя электричка",
        "Ехал с концерта, где было одиннадцать человек. Лучший вечер за осень.",
        "Одиннадцать человек слушали так, что я слышал, как гудит лампа. После подошла женщина и сказала, \
         что её отец пел ту же песню, только слова другие. Записал. Теперь у песни четыре куплета.",
        "Ночные огни расплываются светлыми кругами",
    ),
    picture(
        Subject::Pulses,
        "Метель, записанная через форточку",
        "Три часа ветра, из которых я взял сорок секунд.",
        "Ветер у нас поёт в трубе на ля-бемоль, иногда срывается на соль. Я подстроил под него нижние \
         струны. Получился дуэт, в котором я не главный.",
        "Ряды линий поднимаются и опадают, как дыхание",
    ),
    text(
        "Три песни, которые я никогда не доиграю",
        "Не жалоба. Иногда песне лучше остаться открытой.",
        "Первая про реку. В ней два куплета, и оба хорошие, а третий каждый раз выходит умнее, чем нужно. \
         Я пробовал семь раз за девять лет. Теперь пою два и просто играю дальше, сколько идётся.\n\n\
         Вторая колыбельная. Я сочинял её сыну, и он засыпал раньше, чем я успевал придумать конец. Сын \
         вырос, конца нет, и это честно.\n\n\
         Третья чужая. Её напел мне старик на пристани, я запомнил половину. Можно было бы дописать, но \
         тогда она станет моей, а она не моя.\n\n\
         Я долго думал, что незаконченное — это стыдно. А потом заметил, что именно эти три просят чаще \
         всего. Может быть, людям нужно место, куда войти.",
    ),
    picture(
        Subject::Pendulum,
        "Звук колокольчика, если его нарисовать",
        "Подвесил перо к маятнику и ударил в колокол. Вот что осталось на бумаге.",
        "Затухание длилось почти четыре минуты. Последние витки рисовались уже тогда, когда я ничего не \
         слышал. Люблю этот лист за это: он слышал дольше меня.",
        "Тонкая петлистая кривая, нарисованная маятником",
    ),
];
