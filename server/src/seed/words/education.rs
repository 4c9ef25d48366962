//! Education: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Desk in the back",
        description: "Listen in.",
        benefits: &["All lessons", "Board pictures in full size"],
    },
    TierText {
        name: "Desk in the front",
        description: "Join in.",
        benefits: &[
            "Everything from the back",
            "Exercises with solutions",
            "A reading list each month",
        ],
    },
    TierText {
        name: "After class",
        description: "Stay for a bit.",
        benefits: &[
            "Everything from the front",
            "A monthly question hour",
            "I read your notes",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Sheet",
        description: "One thing at a time.",
        benefits: &["All lessons and drawings"],
    },
    TierText {
        name: "Folder",
        description: "With exercises.",
        benefits: &[
            "Everything on the sheet",
            "Worksheets",
            "Sources and further reading",
        ],
    },
    TierText {
        name: "Field trip",
        description: "Come along.",
        benefits: &[
            "Everything in the folder",
            "Live sessions",
            "Choose the next topic",
        ],
    },
];

const RUSSIAN_TIERS: &[TierText] = &[
    TierText {
        name: "Вольнослушатель",
        description: "Все записи и рисунки.",
        benefits: &["Все уроки", "Карты неба"],
    },
    TierText {
        name: "Кружок",
        description: "С заданиями и ответами.",
        benefits: &[
            "Всё для вольнослушателей",
            "Задания на месяц",
            "Разбор ваших наблюдений",
        ],
    },
    TierText {
        name: "Обсерватория",
        description: "Для тех, кто смотрит вместе со мной.",
        benefits: &[
            "Всё для кружка",
            "Ночные встречи раз в месяц",
            "Помощь с выбором трубы",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "chalk_and_stars",
        name: "Eleni Papadaki",
        category: "education",
        bio: "I teach mathematics with chalk, to anyone between nine and ninety-nine. Thirty years in \
               classrooms, Thessaloniki. No one is 'not a maths person'.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &CHALK_AND_STARS,
    },
    CreatorProfile {
        handle: "mapmaker_moses",
        name: "Moses Kiptoo",
        category: "education",
        bio: "Geography teacher in Eldoret. I draw maps of things that usually do not get one: smells, \
               shortcuts, fears, rain.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &MAPMAKER_MOSES,
    },
    CreatorProfile {
        handle: "patient_words",
        name: "Ottilie Grantham",
        category: "education",
        bio: "Where words come from and how to learn other people's. Retired translator, seven \
               languages, all with an accent. Norwich.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &PATIENT_WORDS,
    },
    CreatorProfile {
        handle: "nebo_nad_kryshej",
        name: "Григорий Астахов",
        category: "education",
        bio: "Школьный астроном из Костромы. Показываю небо всем, кто готов мёрзнуть. Телескоп на \
               колёсах от коляски, термос на шестерых.",
        lang: Lang::Ru,
        tiers: RUSSIAN_TIERS,
        posts: &NEBO_NAD_KRYSHEJ,
    },
];

const CHALK_AND_STARS: [PostText; 7] = [
    picture(
        Subject::Chalk,
        "Three squares and a kitchen floor",
        "The oldest theorem, shown without a single letter.",
        "Draw a right-angled triangle and put a square on each of its sides. Now cut the two smaller ones \
         out of paper and try to cover the large one with the pieces. Children do it in five minutes. \
         Adults need ten, because they keep trying to remember the formula.",
        "A geometric construction in chalk on a dark board",
    ),
    text(
        "You are allowed to be slow",
        "A letter to everybody who was once told that they cannot do mathematics.",
        "When I was eleven, our teacher stopped the time. Who had finished first was called clever. I was \
         always fourth. To this day I do not know how the first three did it; two of them do not know \
         either, I have asked.\n\n\
         Speed has to do with mathematics what fast reading has to do with poems. There are people who \
         are quick, and it is nice to watch. But I have never met an idea that was in a hurry.\n\n\
         What you need is something else. You have to bear not understanding something for a quarter of \
         an hour without concluding anything about yourself from it. That is the whole talent. It can be \
         practised. Begin with one minute.\n\n\
         And draw. Draw badly. Whoever draws a problem has already started, and one who has started is no \
         longer stuck, only on the way.\n\n\
         If somebody told you at eleven that you could not do it, they were measuring with a stop-watch. \
         It was the wrong instrument. One does not weigh flour with a clock, either.\n\n\
         Write to me where you got off. We shall get on again there.",
    ),
    picture(
        Subject::Chalk,
        "Adding waves until they have corners",
        "Round plus round plus round makes square. Watch it happen.",
        "The thick line is the sum of the thin ones. With each new wave the shoulder gets steeper and the \
         top flatter. It never quite arrives, there always remains a little horn at the corner. It has a \
         name. I call it stubbornness.",
        "Chalk curves over an axis, several small waves and one large",
    ),
    picture(
        Subject::Dahlia,
        "Why flowers can count",
        "34 one way, 55 the other. A walk around a daisy, with a proof you can eat.",
        "Count the spirals to the left, then the ones to the right. You will land on neighbours in the \
         row 1, 2, 3, 5, 8, 13, 21, 34, 55. The plant knows nothing of it. It just puts each new petal \
         where there is the most room, and numbers are what it leaves behind.",
        "A flower of many petals in crossing spirals",
    ),
    text(
        "The proof on the napkin",
        "There is no largest prime number. It takes nine lines and one tablecloth.",
        "My uncle ran a tavern and did not believe me that there are infinitely many prime numbers. So I \
         used a napkin.\n\n\
         Suppose there were only a few, I said. Let us say that somebody has written them all down, on \
         this list: 2, 3, 5, 7. He nodded, he likes lists.\n\n\
         Multiply them all together. 210. Now add one. 211.\n\n\
         Does 2 go into 211? No, there is one left over. Does 3? One left over. 5? 7? Always one left \
         over: it was built like that.\n\n\
         So either 211 is itself a prime, and it was missing from the list. Or it can be divided by a \
         prime that was missing from the list. In either case somebody has forgotten one.\n\n\
         And if we put it on the list? asked my uncle. Then we do it again. He thought, and refilled the \
         glasses. So no matter how long the list is, he said, one is always missing. Yes. Like chairs, \
         said my uncle.\n\n\
         It is more than two thousand years old. It is still the best joke I know, and every time at the \
         same place someone laughs.",
    ),
    picture(
        Subject::Chalk,
        "A triangle's hidden circle",
        "Nine points that have no business being on one circle. And yet.",
        "The middles of the sides, the feet of the heights, the middles between the corners and the \
         meeting point. Nine in total, in any triangle you like, and they all lie on one circle. I have \
         known it for forty years. I still check, each time.",
        "A chalk triangle with circles and dashed lines",
    ),
    picture(
        Subject::Orbits,
        "Homework: build the solar system in your street",
        "The sun is an orange. Take good shoes.",
        "If the sun is an orange at your front door, then the earth is a grain of sand ten steps away. \
         Jupiter is a cherry stone at the corner. To Neptune you should take the bus. My class did it in \
         April; the greengrocer is still telling people about it.",
        "Planets on their orbits round a bright sun",
    ),
];

const MAPMAKER_MOSES: [PostText; 7] = [
    picture(
        Subject::Contours,
        "The hill our school stands on",
        "Measured by thirty-two pupils with a hose pipe and water.",
        "Water in a clear hose stands equally high at both ends. That is all you need. We walked round \
         the hill for three afternoons, put a stone wherever the water said so, and drew through the \
         stones. Every line on this map is a walk that somebody took.",
        "Contour lines of a hill",
    ),
    text(
        "Every map lies. Ask it how",
        "Four questions for any map, including the one on your phone.",
        "I begin each year with the same lesson. I hang up five maps of our county and ask which is the \
         true one. They always choose the one with the most colours.\n\n\
         Then come the four questions.\n\n\
         What is in the middle? Whoever draws puts themselves there. Turn it, so that south is at the \
         top, and see who is offended.\n\n\
         What has been left out? On the tourist map there are lions, no schools. On the electricity map \
         the villages without current are simply paper.\n\n\
         Who paid for it? A road map, printed by an oil company, has wonderful roads.\n\n\
         And what do you have to be afraid of if you believe it? On the phone the blue line goes through \
         the swamp. It is shorter. The line has never had wet feet.\n\n\
         A map is a sentence about a place. There are true sentences, but there is none that says \
         everything. My pupils now ask my own maps too. Last week Chebet asked why the teachers' toilets \
         are drawn larger. I had no good answer.",
    ),
    picture(
        Subject::Contours,
        "A map of shortcuts",
        "Official road: 4.1 kilometres. What the children walk: 2.6.",
        "The dotted line is theirs. It goes through a hedge, behind a church and across a plank. I showed \
         it to the council. There will be a bridge now. The children have already found something \
         shorter.",
        "Contour lines crossed by a dotted route",
    ),
    picture(
        Subject::StarChart,
        "The sky over Eldoret in July, for shepherds",
        "Made with my grandfather's names for the stars, before they are forgotten.",
        "He could not read, but he was never lost. What others call a hunter is for him three zebras and \
         the one who comes too late. I marked thirty names. There are more, and he is ninety-three. I go \
         there each Sunday with a pencil.",
        "A star chart with figures of joined stars",
    ),
    text(
        "How to make a rain map with jam jars",
        "A project for one class, one month and forty jars. Results guaranteed to surprise.",
        "You need: forty equal jam jars, forty families, a ruler.\n\n\
         Each pupil takes one home and puts it where nothing drips in: not under the roof, not under the \
         tree, not where the goat can reach. Every morning at seven they measure to the millimetre and \
         empty it. Whoever forgets writes 'forgotten'. Never invent, I say. An invented millimetre is \
         worth less than none.\n\n\
         After a month there is a table on the wall with twelve hundred numbers, and it means nothing to \
         anyone. Then we put pins on the map, and colour them in, light for a little, dark for much.\n\n\
         Ours showed something that I had not known after forty years here. Behind the tea factory it \
         rains twice as much as in front of it. There is just one low ridge in between. The farmers knew, \
         naturally. 'Why did you not ask us?' they wanted to know. It was a fair question, and was our \
         next lesson.\n\n\
         The goat, by the way, got at two of the jars. We have put this on the map as well.",
    ),
    picture(
        Subject::Contours,
        "Where it smells of what",
        "Coffee, bakery, river, petrol. Drawn with closed eyes and a guide on each arm.",
        "Smell has contours like a hill: strong on top, weak towards the valley. The bakery has the \
         highest summit, at five in the morning. It is the only map that my blind pupil drew for us, and \
         not we for her. She corrected me twice.",
        "Contour lines forming several small centres",
    ),
    picture(
        Subject::Orbits,
        "The seasons, with a mango and a lamp",
        "Why it is not warmer because the sun is nearer. Demonstration, then lunch.",
        "Push a pencil through the mango, lean it, walk around the lamp and keep on leaning the same way. \
         Now look at which half is in the light for longer. The distance has nothing to do with it. The \
         mango afterwards has, with concentration.",
        "Planets circling a large sun",
    ),
];

const PATIENT_WORDS: [PostText; 7] = [
    picture(
        Subject::StarChart,
        "A family of words, as a constellation",
        "'Star', 'stella', 'aster', 'sitara': cousins who never write.",
        "Draw the languages as stars and the related words as lines, and families appear. Some lines go \
         through empty space where nobody has left a written word. We know that something must have been \
         there from the way the others lean.",
        "Constellations joined by fine lines on a dark sky",
    ),
    text(
        "Learn a language like a gossip",
        "My method after fifty years. It involves neighbours, soup and no verbs until Thursday.",
        "I have learned seven languages and forgotten two. The ones that stayed were the ones in which I \
         had wanted to know something about somebody.\n\n\
         So begin with people. Not 'the table is brown': nobody has ever been curious about it. Learn to \
         ask: who is that? Where is she going? With him? Three questions, twelve answers, and you can \
         already ruin reputations.\n\n\
         Learn whole sentences by heart, like songs, without taking them apart. Children do not take \
         anything apart for years, and then they take apart everything at once.\n\n\
         Talk to yourself while cooking. Soup is ideal: it has verbs, it has an order, and it forgives. \
         'Now I cut the onion. Now I am crying. It is not because of you.'\n\n\
         Make peace with your accent. It is only the place that you come from, waving.\n\n\
         And each day write one line about a person, true or invented. After one year you have 365 lines \
         and a village. I did it in Portuguese. They know more about Senhor Tavares there than his wife \
         does, and he never existed.",
    ),
    picture(
        Subject::Contours,
        "The dialect map of 'bread roll'",
        "Eleven words for the same thing within a day's walk. I ate at every border.",
        "You know that you have crossed one when the girl at the counter smiles. I asked for it in the \
         word of the last village each time, out of research. I have never had so many conversations \
         before nine.",
        "Contour lines dividing a wide landscape into regions",
    ),
    text(
        "Untranslatable is a lazy word",
        "Everything can be translated. The question is how many steps it takes and who carries the bags.",
        "Each week someone sends me a list: twenty words which cannot be translated. Below it, in each \
         case, is the translation.\n\n\
         What they mean is that there is no single word for it. That is not a scandal, it is luggage. The \
         Portuguese carry a certain longing in one suitcase, we need two bags and a rucksack. We arrive \
         all the same.\n\n\
         There are difficulties, but they lie elsewhere. It is the light words that are heavy. 'You', for \
         instance. In English I may say it to my dog and to the bishop. When I translate into German, I \
         have to decide, on page one, how well these two people know each other, and the author has not \
         decided it. I once phoned one. He thought, and then said: by page ninety they would have liked \
         to.\n\n\
         So I let them stay formal until page ninety. On ninety-one the man makes a mistake and says the \
         other word, and corrects himself. It is not in the original. I have had three letters about that \
         passage. All three thanked him for it.",
    ),
    picture(
        Subject::Dahlia,
        "How a word grows petals",
        "From 'to turn' to 'universe' in eleven steps.",
        "In the middle there is one small root, it meant 'to turn'. Around it verse, for you turn at the \
         end of the line; converse, divorce, and the wide universe, all of it turned into one. I have put \
         the youngest words outside. There is room for yours.",
        "A flower whose petals turn outwards in rings",
    ),
    picture(
        Subject::Chalk,
        "Grammar on the board: who does what to whom",
        "Three circles, two arrows, and no more fear of the dative.",
        "One gives, one is given, one receives. If you can play with three children and one ball, you \
         know all the cases you need. The rest is endings, and those may be mumbled. Natives do.",
        "Chalk circles with lines and arrows on a board",
    ),
    picture(
        Subject::Orbits,
        "Words that used to mean the opposite",
        "'Nice' was an insult, 'awful' a compliment. They all circle, you only have to wait.",
        "Nice once meant ignorant, then fussy, then precise, then pleasant. It has needed seven hundred \
         years to get round. I tell it to people who are upset about the young. Wait a bit. It is on its \
         way.",
        "Planets at different places on their orbits",
    ),
];

const NEBO_NAD_KRYSHEJ: [PostText; 7] = [
    picture(
        Subject::StarChart,
        "Небо над крышей, октябрь",
        "Что видно без всякой трубы, если отойти от фонаря на тридцать шагов.",
        "Встаньте спиной к котельной. Над трубой висит Капелла, её ни с чем не спутаешь: она мигает, \
         будто хочет что-то сказать. Левее и выше, туманным комочком, Плеяды. Кто насчитает больше шести, \
         тому завтра пятёрка по наблюдательности, даже если он давно не школьник.",
        "Звёздная карта с созвездиями и тонкими кругами",
    ),
    text(
        "Какой телескоп купить: честный ответ",
        "Короткий: никакой. Длинный ниже, с тремя исключениями.",
        "Каждую осень мне пишут родители: ребёнок загорелся, что брать? И я каждый раз отвечаю: бинокль. \
         Они обижаются.\n\n\
         Объясняю. Дешёвая труба на шаткой треноге показывает дрожащее пятно и учит ребёнка одному: у \
         меня не получается. Бинокль семь на пятьдесят показывает луну с горами, спутники Юпитера, если \
         упереться локтями в забор, и поле звёзд там, где глаз видел пустоту. И ещё в него можно смотреть \
         на лося.\n\n\
         Поживите с биноклем зиму. Если в марте ребёнок всё ещё выбегает во двор без шапки, вот тогда \
         исключения.\n\n\
         Первое: зеркальный на простой деревянной тумбе, самый большой, какой сможете поднять. Второе: \
         подержанный, с рук, у того, кто объяснит и поможет настроить. Третье: сделать самим, вдвоём, за \
         год.\n\n\
         Мой школьный мы строили с восьмым «Б». Зеркало шлифовали на батарее. Получилось кривовато, зато \
         каждый, кто смотрит, слышит, как за спиной дышит восьмой «Б».",
    ),
    picture(
        Subject::Orbits,
        "Солнечная система на школьном коридоре",
        "Солнце у директорской, Нептун в спортзале. Считали всем классом.",
        "В масштабе коридора Земля оказалась горошиной у третьего окна, а Юпитер мандарином возле \
         столовой. Мандарин съели в первый же день. Теперь в нашей системе на месте Юпитера табличка \
         «был».",
        "Планеты на орбитах вокруг яркого солнца",
    ),
    text(
        "Почему ночью темно",
        "Детский вопрос, на котором споткнулись все взрослые. Отвечаем за пять абзацев.",
        "Спросил меня первоклассник: почему ночью темно? Потому что солнце за горизонтом, говорю. А \
         звёзды? Их же много. Если звёзд бесконечно много, сказал он, подумав, то куда ни ткни, там \
         должна быть звезда. И должно быть светло, как на кухне.\n\n\
         Я сел. Мальчик за минуту дошёл до вопроса, над которым лучшие умы сидели лет двести.\n\n\
         В большом лесу, куда ни посмотри, упрёшься взглядом в ствол. Звёздный лес должен сиять весь. А \
         он чёрный. Значит, что-то не так: или лес не бесконечный, или он не вечный.\n\n\
         Оказалось, второе. Вселенной хватит возраста лишь на то, чтобы до нас дошёл свет из ближней \
         части леса. От дальней он ещё в пути. Темнота между звёздами — это место, откуда свет пока не \
         успел.\n\n\
         Я так ему и сказал: там не пусто, там едут. Он кивнул и спросил, когда приедут. Вот с такими \
         людьми я работаю.",
    ),
    picture(
        Subject::Chalk,
        "Затмение на доске: три кружка и одна тень",
        "Нарисовали мелом, проверили апельсином, поспорили о размере апельсина.",
        "Солнце большое и далеко, Луна маленькая и близко, а с Земли они кажутся одинаковыми. Совпадение, \
         каких больше нигде поблизости нет. Я тридцать лет рассказываю об этом спокойным голосом и каждый \
         раз хочу крикнуть.",
        "Построение мелом на тёмной доске",
    ),
    picture(
        Subject::Contours,
        "Карта тёмных мест области",
        "Где ещё видно Млечный Путь. Собирали четыре осени, с подъездами и собаками.",
        "Чем темнее, тем дальше от города и тем хуже дорога. Лучшее место отмечено кружком: поле за \
         бывшей фермой, сторож Николай, просит не светить фарами и привозить ему хлеб.",
        "Линии высот, как на карте, с пунктиром дороги",
    ),
    picture(
        Subject::Dahlia,
        "Галактика из конфетных фантиков",
        "Поделка на урок. Двенадцать рукавов, сорок минут, один клей на всех.",
        "Приклеивали от центра, каждый следующий чуть повернув. Никто не понял, когда это стало похоже на \
         правду. Вера из пятого «А» сказала: она крутится, если не смотреть. Поставил пять.",
        "Спирали лепестков расходятся от середины",
    ),
];
