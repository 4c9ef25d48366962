//! Lifestyle: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Kitchen table",
        description: "Come in, it is open.",
        benefits: &["Every recipe, list and letter", "Pictures in full size"],
    },
    TierText {
        name: "Sunday guest",
        description: "The longer stories, and what went wrong first.",
        benefits: &[
            "Everything at the kitchen table",
            "A seasonal guide to print",
            "Answers to your questions",
        ],
    },
    TierText {
        name: "Spare room",
        description: "For people who would rather stay a while.",
        benefits: &[
            "Everything below",
            "A monthly call over coffee",
            "A small parcel once a year",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Postcard",
        description: "A few good lines and a picture.",
        benefits: &["All pictures and notes", "Lists you can copy"],
    },
    TierText {
        name: "Letter",
        description: "The whole story, with prices and mistakes.",
        benefits: &[
            "Everything on the postcard",
            "Detailed plans and packing lists",
            "Early access",
        ],
    },
    TierText {
        name: "Travelling companion",
        description: "Help with your own.",
        benefits: &[
            "Everything in Letter",
            "I look at one of your plans each month",
            "Vote on what comes next",
        ],
    },
];

const RUSSIAN_TIERS: &[TierText] = &[
    TierText {
        name: "Калитка",
        description: "Заходите, не заперто.",
        benefits: &["Все записи и фотографии", "Рецепты"],
    },
    TierText {
        name: "Веранда",
        description: "Подробности, сроки и мои ошибки.",
        benefits: &["Всё за «Калиткой»", "Календарь работ", "Ответы на вопросы"],
    },
    TierText {
        name: "Урожай",
        description: "Для тех, кто тоже копает.",
        benefits: &[
            "Всё с «Веранды»",
            "Семена осенью по почте",
            "Разговор раз в месяц",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "slow_sundays",
        name: "Clara Whitcombe",
        category: "lifestyle",
        bio: "I write about houses, meals and the art of doing one thing at a time. Small flat, big \
               table, Bristol.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &SLOW_SUNDAYS,
    },
    CreatorProfile {
        handle: "kenji_and_bread",
        name: "Kenji Moriyama",
        category: "lifestyle",
        bio: "I bake in a town by the sea near Kamakura. Long ferments, short sentences. Trained as an \
               accountant, which helps.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &KENJI_AND_BREAD,
    },
    CreatorProfile {
        handle: "leila_by_train",
        name: "Leila Haddad",
        category: "lifestyle",
        bio: "One bag, no planes, a great many sandwiches. I write about long train journeys and the \
               people in seat 42. From Tunis, usually elsewhere.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &LEILA_BY_TRAIN,
    },
    CreatorProfile {
        handle: "dacha_diary",
        name: "Марина Полевая",
        category: "lifestyle",
        bio: "Шесть соток под Калугой, теплица, самовар и никакого плана. Пишу, что взошло, что съели \
               слизни и чему я на этот раз научилась.",
        lang: Lang::Ru,
        tiers: RUSSIAN_TIERS,
        posts: &DACHA_DIARY,
    },
];

const SLOW_SUNDAYS: [PostText; 7] = [
    picture(
        Subject::StillLife,
        "Four things on a shelf",
        "I took everything off, and put four things back. It took a week.",
        "The rule was that each of them had to be useful or loved, and that nothing may stand in front of \
         anything else. The vase is useful, the stone is loved, the cone is for string. The fourth \
         changes. It is my way of having news.",
        "A still life of plain shapes with soft shadows on a shelf",
    ),
    picture(
        Subject::Window,
        "The hour the kitchen faces the sun",
        "From ten past four until the neighbour's chimney. I plan my cooking around it.",
        "For forty minutes the dull wall behind the sink turns into a cinema, and the basil stars in it. \
         I used to call this procrastination. Now I peel potatoes there, slowly, and nobody can say I am \
         not working.",
        "Window light on a wall with the shadow of a plant",
    ),
    text(
        "How to host six people in a flat for two",
        "One pot, no starters, and the job every guest should get within a minute of arriving.",
        "The fear of hosting is nearly always a fear of running back and forth. So do not run.\n\n\
         Cook one thing that gets better while people are late. Beans with too much garlic, a stew, a big \
         tray of roots. Put the pot on the table and leave it there. Bread, a bowl of leaves, a lemon cut \
         in half. That is a dinner.\n\n\
         Give everyone a job in their first minute. Not a fake one: opening wine, cutting bread, choosing \
         the music and being blamed for it. People who do something relax; people who are served are \
         polite.\n\n\
         Borrow chairs and admit it. Two of mine come from next door and the neighbour comes with them.\n\n\
         No starters. A starter says, this is an evening with a plan. Bring a dessert that somebody can \
         eat with fingers while they talk, because by then they are talking, and your work is done. Leave \
         the dishes. In the morning they will tell you how good it was.",
    ),
    picture(
        Subject::Cutouts,
        "A wall of leaves for a child's room",
        "Painted paper, one pair of scissors, and a two-year-old as art director.",
        "She chose the colours by pointing. She chose the places by sticking. There is a palm at knee \
         height that I would never have put there, and it is the only one the cat likes, too.",
        "Paper leaf cut-outs in bright colours on coloured squares",
    ),
    picture(
        Subject::StillLife,
        "The good bowl",
        "On using the thing you are saving for best.",
        "It stood at the back for eleven years. On Monday the everyday bowl broke, and I stood there with \
         the porridge in one hand. Now the good bowl is the everyday bowl. Best turned out to be Monday.",
        "A still life with a rounded bowl and simple bodies",
    ),
    text(
        "A list of small repairs that change a home more than new things",
        "Under an hour each. Most of them cost less than a candle.",
        "Oil the hinge. You no longer hear it, but your shoulders do.\n\n\
         Move the lamp to where you sit, not to where the socket is. An extension lead under the rug is \
         not a defeat.\n\n\
         Tighten the loose handle you touch every morning. Five seconds with a screwdriver, and you will \
         feel rich for a week.\n\n\
         Cut the dead part off the plant. Not all of it is dying. People do this with plants and jobs.\n\n\
         Put a hook where the coat lands anyway. Do not train people, watch them. The chair with the \
         clothes on it is telling you that a hook is missing.\n\n\
         Wash one window, from outside if you can. Then decide if the room needs painting. It usually \
         needed the window.\n\n\
         Write the date on the jar. Future you is a stranger, and deserves manners.",
    ),
    picture(
        Subject::Bokeh,
        "From the bus, on the way home",
        "A photograph I only kept because it was out of focus.",
        "I had been looking for the keys, pressed the button by mistake, and this was in it: the whole \
         wet street as a box of sweets. I have stopped deleting things on the bus.",
        "Evening city lights as soft glowing discs",
    ),
];

const KENJI_AND_BREAD: [PostText; 7] = [
    picture(
        Subject::StillLife,
        "Tuesday loaf, high water",
        "82 percent, colder than usual, and finally the crumb I wanted.",
        "I kept the dough at four degrees for thirty hours and shaped it cold. It felt like shaping a \
         sleeping cat. The crust broke where I asked it to. I ate the first slice standing, which I tell \
         everybody not to do.",
        "A still life of rounded shapes on a pale table",
    ),
    text(
        "Your starter is fine",
        "It is not dead. It is hungry, cold, or you are looking at it too often.",
        "Every week I get pictures of grey flour paste with the question: is it dead? It is almost never \
         dead.\n\n\
         If there is grey liquid on top, it is hungry. Pour it off or stir it in, both are fine. Feed it \
         one part starter, two parts flour, two parts water, and put it in the warmest safe place you \
         have. Mine sits on the router.\n\n\
         If there are no bubbles after twelve hours, it is cold. A starter at seventeen degrees works, \
         but it works like an office on Friday. Wait.\n\n\
         If it smells of nail varnish, it has been hungry for a long time. Two feeds. It will forgive \
         you, it has no other plans.\n\n\
         When to worry: pink, orange or fur. Then throw it away, wash the jar, ask a neighbour for a \
         spoonful of theirs. In baking towns no one has ever refused.\n\n\
         I lost mine once, in a move. A customer brought me back its own grandchild. We both bowed to the \
         jar.",
    ),
    picture(
        Subject::Window,
        "Four in the morning, proofing",
        "Why I have a chair in the bakery that nobody else is allowed to move.",
        "The dough needs forty minutes and nothing from me. The streetlamp comes through the shutters and \
         makes a second, slower clock on the wall. I have had all my good ideas in this chair, and most \
         of them were: wait ten minutes more.",
        "Early window light falling on a plain wall",
    ),
    picture(
        Subject::StillLife,
        "Shapes I practise without dough",
        "A damp towel, a bowl and the same movement two hundred times.",
        "Shaping is only tension, and a towel shows tension better than dough because it does not change \
         its mind. Fold, pull, turn. When the towel sits up by itself, I am allowed to start. My wife has \
         stopped asking.",
        "Simple round and upright bodies standing in soft light",
    ),
    text(
        "What bookkeeping taught me about bread",
        "Percentages, honest ledgers, and the day I threw away a whole batch.",
        "Bakers count everything against the flour. The flour is a hundred; water, salt and starter are \
         parts of it. It is the most beautiful accounting I know, since the total is always more than a \
         hundred and nobody goes to prison.\n\n\
         I write down four numbers a day: temperature of the room, of the dough, the hour of the first \
         fold, and how the last loaf sold. After three years these pages know more than I do. When a \
         batch is flat, I no longer look for guilt. I turn back the pages and find that the room was two \
         degrees colder, and I had hurried, since there was a festival.\n\n\
         Once I forgot the salt. Forty loaves. I could have sold them with a new name, people like new \
         names. I fed them to the chickens of Mrs Abe. Loss: forty loaves. Assets: I can still stand at \
         the counter.\n\n\
         Keep a book. Write the failures in the same ink.",
    ),
    picture(
        Subject::Dunes,
        "Flour, seen very close",
        "A macro photograph of the bench after work. My son says it is a desert.",
        "I had wiped one hand across the table, lengthwise. The low light made crests and valleys of it. \
         For a minute I did not want to clean.",
        "Soft pale dunes with sharp crests",
    ),
    picture(
        Subject::Ridges,
        "Walk before the shop opens",
        "Twenty minutes up the hill behind the temple, to look at something that is not rising.",
        "Bread makes you look at your hands all day. So I go up and look at what is far away. On clear \
         mornings there are five ridges. Today there were three and a half, and the half one was the \
         best.",
        "Blue mountain ridges one behind another in morning mist",
    ),
];

const LEILA_BY_TRAIN: [PostText; 7] = [
    picture(
        Subject::Ridges,
        "Hour nine, somewhere behind the Balkans",
        "The dining car had closed, the heating had not opened, and then the valley did.",
        "Everybody in the compartment went quiet at the same moment. A boy who had kicked my seat since \
         the border put his hand flat on the window. It lasted as long as a song, then there was a cement \
         works. But all five of us had seen it.",
        "Mountain ridges fading into mist below a pale sun",
    ),
    text(
        "What is in the bag (nine kilos, four weeks)",
        "The full list with weights, and the three things I carry against all reason.",
        "Clothes are the boring part: three tops, two trousers, one of them decent, one warm layer, one \
         that keeps the rain out. Underwear for five days, because on day four you will meet a sink.\n\n\
         The useful part. A cotton cloth a metre square; it is towel, scarf, curtain, tablecloth and, \
         once, a sling. A mug with a lid. A sharp small knife, checked against the rules of wherever I am \
         going. String. Two clothes pegs to close curtains in night trains; you will think of me. A \
         doorstop. A paper notebook, because people talk to somebody who writes, and avoid somebody who \
         films.\n\n\
         Against all reason: a real book with a hard cover, 600 grams. A tiny jar of harissa that has \
         nearly caused incidents at two borders. And my grandfather's watch, which is eleven minutes slow \
         and the reason why I am always early.\n\n\
         Pack it, carry it up four floors, come down, and take out a kilo. Everyone has a kilo.",
    ),
    picture(
        Subject::Bokeh,
        "Night train, window side",
        "Three in the morning, a station without a name, everything I love about this.",
        "The train stood for no reason. Outside a woman in a uniform was eating an orange with full \
         attention. Nobody got on, nobody got off. I have been to capital cities that gave me less.",
        "Lights of a night station blurred into circles",
    ),
    picture(
        Subject::Window,
        "The guest room in Sibiu",
        "Two nights because I missed a connection. I wish I missed more of them.",
        "The owner had put a geranium in the window and the light did the rest. There was no network in \
         the room. I read, I slept, I looked at the wall like a person in a painting. On the third \
         morning she asked if I was all right. I have never been so all right.",
        "Window light with leaf shadows on a plain wall",
    ),
    text(
        "How to talk to strangers for nine hours, and when not to",
        "A small etiquette of compartments, with the sentence that opens and the one that closes.",
        "Offer food first. Not to be generous, but because it is a question that has an easy answer. If \
         they take a date or a biscuit, you may speak. If they shake their head and smile, you have still \
         done something nice.\n\n\
         My opening sentence is: do you know this line? It works in every country. People who know it \
         become guides. People who do not are now in the same boat as you.\n\n\
         Never ask what someone does. Ask where they get off. It is more interesting, and it also tells \
         you how long you have.\n\n\
         If you want to stop, the sentence is: I am going to look out of the window for a while. It is \
         perfectly polite, because it is what trains are for.\n\n\
         And there are times for silence. When somebody's phone has rung and they have not said anything \
         for a minute afterwards, put the biscuits where they can reach them. Do not look. In nine hours, \
         one can do a lot of good by not looking.",
    ),
    picture(
        Subject::Dunes,
        "South of Tozeur, the slow line",
        "Home, for once. Forty kilometres an hour, doors open.",
        "My cousins think I am mad to go by rail when there is a road. But on the road you look at the \
         road. At this speed the dunes turn as you pass, like people at a party deciding whether to greet \
         you.",
        "Dunes with sharp crests under a low sun",
    ),
    picture(
        Subject::StillLife,
        "Breakfast, on a table that folds",
        "An egg, a cup, a salt cellar borrowed from the dining car, and perfect shadows.",
        "Somewhere before the border the sun came straight along the carriage, and for a few minutes \
         everybody's breakfast was worth a museum. I ate mine with regret.",
        "A small still life of simple rounded bodies",
    ),
];

const DACHA_DIARY: [PostText; 7] = [
    picture(
        Subject::Window,
        "Веранда, половина пятого",
        "Рассада стоит, тени ходят. Лучшее кино в посёлке.",
        "Солнце обходит дом и ровно в половине пятого заглядывает на веранду. Помидоры на стене вдвое \
         больше настоящих. Я сажусь с чаем и смотрю, какими они себя видят.",
        "Свет из окна на стене и тень растения",
    ),
    text(
        "Что я больше не делаю в огороде",
        "Список освобождений. Урожай не заметил, спина заметила сразу.",
        "Не перекапываю всё. Только там, где сажаю корнеплоды. Остальное накрываю сеном и ухожу пить чай, \
         и земля под сеном мягче, чем после лопаты.\n\n\
         Не поливаю понемногу каждый вечер. Раз в четыре дня, зато как следует. Корни идут вниз, а не \
         сидят у поверхности в ожидании официанта.\n\n\
         Не сею всё в один день. Салат у меня теперь очередями, каждые две недели по полметра. Раньше был \
         праздник салата и потом три месяца ничего.\n\n\
         Не воюю с мокрицей. Её можно есть, между прочим.\n\n\
         Не соревнуюсь с Галиной Петровной. У неё огурцы в мае. У неё и характер в мае.\n\n\
         И не обещаю себе в октябре, что на будущий год посажу поменьше. Мы обе знаем, земля и я, что это \
         неправда.",
    ),
    picture(
        Subject::StillLife,
        "Первые кабачки и мамина крынка",
        "Натюрморт сложился сам, я только отошла в сторону.",
        "Принесла, поставила на стол, пошла мыть руки. Вернулась, а оно уже стоит как надо, и тень от \
         крынки ложится точно между. Трогать не стала, ужинали бутербродами.",
        "Натюрморт из простых округлых тел с мягкими тенями",
    ),
    picture(
        Subject::Ridges,
        "Туман над рекой, пять утра",
        "Встала полить, забыла зачем.",
        "Река внизу исчезла, и холмы плыли каждый сам по себе. Простояла с лейкой минут двадцать. Полила \
         в итоге сапоги.",
        "Гряды холмов в утреннем тумане",
    ),
    picture(
        Subject::Cutouts,
        "Вырезаем с внучкой листья",
        "Дождь второй день. Ножницы, старые обои, смородиновый лист для образца.",
        "Ей шесть, и она считает, что дубовый лист слишком кривой и надо подправить. Подправили. Теперь у \
         нас на стене дуб, каким он должен был быть, если бы его делала Соня.",
        "Листья, вырезанные из цветной бумаги",
    ),
    text(
        "Варенье без подвига",
        "Как варить по банке за вечер, а не по тазу за выходные. С пропорциями.",
        "Я выросла при тазах. Август, жара, мама с шумовкой, осы, сорок банок. Подвиг совершён, варенье \
         никто не ест.\n\n\
         Теперь так. Килограмм ягод, шестьсот граммов сахара, сок половины лимона. Вечером засыпала, \
         утром довела до кипения и выключила. Вечером ещё раз, десять минут, и в банки. Получается две с \
         половиной, и половину съедаем тёплой, с белым хлебом, стоя.\n\n\
         Проверка на блюдце: капля не бежит, значит, готово. Бежит — ещё пять минут и не отвлекайтесь на \
         телефон.\n\n\
         Вишню варю с косточкой, смородину с одним листом, а кабачок с апельсином, хотя Галина Петровна \
         считает это извращением. За год у меня выходит двадцать банок двадцати разных дней. На каждой \
         дата и одно слово: «гроза», «Соня приехала», «тихо».\n\n\
         Открываешь зимой — и там не варенье, там вторник.",
    ),
    picture(
        Subject::Bokeh,
        "Посёлок в сентябре, когда зажигают веранды",
        "Последние тёплые выходные. Все ещё здесь, но уже в кофтах.",
        "Если снять очки, соседи превращаются в созвездие. Третья звезда слева жарит грибы, и это слышно.",
        "Вечерние огни размытыми кругами",
    ),
];
