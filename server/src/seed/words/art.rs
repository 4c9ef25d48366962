//! Art: four creators and what they publish; all of them are invented, no real person is meant.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Paper shelf",
        description: "The everyday table: what I cut, throw away and keep.",
        benefits: &[
            "Every finished sheet in full size",
            "Notes on paper, blades and mistakes",
            "A vote on the next motif",
        ],
    },
    TierText {
        name: "Drawer two",
        description: "The sheets that are not for the wall yet, and how they came about.",
        benefits: &[
            "Everything on the paper shelf",
            "Layer-by-layer files for printing at home",
            "One long process post a month",
        ],
    },
    TierText {
        name: "Cutting table",
        description: "For a handful of people who want to work alongside me.",
        benefits: &[
            "Everything below",
            "A monthly hour at the table, cameras optional",
            "A small original by post each autumn",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Sketch",
        description: "See the work on the day it is made.",
        benefits: &["All finished pictures", "Colour notes in plain words"],
    },
    TierText {
        name: "Study",
        description: "The thinking behind the picture, including the wrong turns.",
        benefits: &[
            "Everything in Sketch",
            "Full-size files to keep",
            "Studies and abandoned versions",
        ],
    },
    TierText {
        name: "Studio",
        description: "A seat next to mine.",
        benefits: &[
            "Everything in Study",
            "Feedback on one of your pictures each month",
            "First choice of prints",
        ],
    },
];

const RUSSIAN_TIERS: &[TierText] = &[
    TierText {
        name: "Набросок",
        description: "Всё, что рождается у окна, в тот же день.",
        benefits: &["Готовые листы целиком", "Заметки о бумаге и красках"],
    },
    TierText {
        name: "Этюд",
        description: "Как лист делался, где я ошиблась и почему оставила.",
        benefits: &["Всё из «Наброска»", "Пошаговые разборы", "Файлы для печати дома"],
    },
    TierText {
        name: "Мастерская",
        description: "Для тех, кто пишет сам и хочет совета.",
        benefits: &[
            "Всё из «Этюда»",
            "Разбор одной вашей работы в месяц",
            "Открытка акварелью к Новому году",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "ines_almada",
        name: "Inês Almada",
        category: "art",
        bio: "I cut landscapes out of paper in a former bakery in Setúbal. The ovens are gone but the \
               flour is still in the floorboards. New sheet every week, sometimes two.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &INES_ALMADA,
    },
    CreatorProfile {
        handle: "tomo_hara",
        name: "Tomo Hara",
        category: "art",
        bio: "Drawing machines in Osaka. I write small programs, an old pen plotter draws them, and the \
               cat walks across the result. I share the pictures, the parameters and the accidents.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &TOMO_HARA,
    },
    CreatorProfile {
        handle: "nadia_okoye",
        name: "Nadia Okoye",
        category: "art",
        bio: "Stained glass and quilts, from Leeds by way of Enugu. I like things that were made of \
               pieces and admit it.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &NADIA_OKOYE,
    },
    CreatorProfile {
        handle: "vera_akvarel",
        name: "Вера Лугова",
        category: "art",
        bio: "Пишу акварелью горы, которых почти не видно, и цветы, которые уже отцветают. Живу под \
               Выборгом, вода из колодца, поэтому и краски такие.",
        lang: Lang::Ru,
        tiers: RUSSIAN_TIERS,
        posts: &VERA_AKVAREL,
    },
];

const INES_ALMADA: [PostText; 7] = [
    picture(
        Subject::Papercut,
        "Nine layers for a very small sea",
        "Nine sheets of paper, four of them almost the same blue, and the reason the fifth had to be \
         warm.",
        "I always think a sea needs more blues than it does. I cut seven, laid them out by the window and \
         took three away. What made it water in the end was one warm sheet in the middle: the eye reads \
         it as light on a swell and then believes everything around it.\n\n\
         Cut from the back, knife number 11, about six hours with two breaks for tea and one for \
         swearing.",
        "Layers of cut paper in waves, each casting a soft shadow on the one below",
    ),
    picture(
        Subject::Cutouts,
        "Leaves I drew with scissors, not a pencil",
        "No sketch, no line, no undo. Just scissors and a stack of painted offcuts.",
        "A pencil makes me careful, and careful leaves look like biscuits. So on Mondays I cut without \
         drawing. The rule is that the paper turns and the scissors stay still. Half of what you see here \
         went wrong and looked better for it.",
        "Leaf and seaweed shapes cut from coloured paper on a grid of bright squares",
    ),
    text(
        "Why your paper cuts look flat (it is almost never the cutting)",
        "Three habits that flatten a layered sheet, and what I do instead. No new tools needed.",
        "People send me pictures of beautifully cut work that looks like a sticker. The cutting is fine. \
         What is missing is air.\n\n\
         First: spacing. If every layer sits the same two millimetres above the last, the shadows repeat \
         and the eye files them as a pattern. I use one millimetre between the distant layers and up to \
         six between the near ones. Distance should be quiet, the foreground should shout a little.\n\n\
         Second: colour that only gets darker. Real distance loses contrast before it loses light. Try \
         keeping the far sheets close to each other and letting the nearest one jump.\n\n\
         Third: edges that are all equally busy. Give the viewer one calm contour to rest on. I pick it \
         first and protect it from my own enthusiasm.\n\n\
         Make a test with five scraps of the same grey paper. If it has depth without any colour, the \
         rest is decoration. If it does not, colour will not save it. I have a drawer full of proof.",
    ),
    picture(
        Subject::Papercut,
        "A well of colour, looking straight down",
        "Concentric layers, cut freehand from the outside in. I ran out of nerve at layer eight.",
        "This one started as a mistake: I cut the opening too large for the landscape I wanted, and so \
         the landscape became a hole. It hangs in the hall now and visitors always look down into it as \
         if something were at the bottom.\n\n\
         Nothing is at the bottom. It is the lid of a shoebox.",
        "Rings of cut paper descending like a well, darker towards the middle",
    ),
    picture(
        Subject::Quilt,
        "Offcuts, sorted at last",
        "One winter of scraps arranged by shape. The best thing I made this month took no cutting at all.",
        "Every cut-out leaves its opposite behind, and I cannot throw the opposites away. On a rainy \
         Thursday I laid them in a grid until they stopped arguing. Quarter circles are the peacemakers: \
         they go with everything.",
        "A quilt-like grid of quarter circles, dots and stripes in paper colours",
    ),
    text(
        "The bakery, the ovens, and what the light does at four",
        "A short letter about the room I work in, because so many of you asked what is behind the camera.",
        "The room is eleven metres long and has one window. When I rented it, the landlord apologised for \
         the window and I nearly kissed him.\n\n\
         From October to March the sun comes in low at about four and crosses the table for twenty \
         minutes. That is when I decide things. A layer that looks fine at noon can be a disaster in \
         raking light, because every slip of the knife throws a tiny shadow. I used to dread those twenty \
         minutes. Now I plan my day around them.\n\n\
         There is still flour between the boards. When I drag the big table, it comes up in little clouds \
         and settles on the black paper like frost. I have framed one sheet with the flour on it. Nobody \
         has noticed yet, and I have decided that is the best review I will ever get.",
    ),
    picture(
        Subject::Dunes,
        "Sand, from memory",
        "I have been to a desert exactly once, for two hours. This is what stayed.",
        "What surprised me were the edges. I had expected softness, and instead every crest was as sharp \
         as a fold in card. It is the first landscape I have met that was already cut out.",
        "Sharp dune crests under a low sun, in soft bands of light and shade",
    ),
];

const TOMO_HARA: [PostText; 7] = [
    picture(
        Subject::Flow,
        "Current, no. 41",
        "One field, four pen widths, and a rule that no stroke may touch another.",
        "The whole picture is one rule: follow the current, stop before you touch anyone. Wide strokes go \
         first because they are clumsy; the fine ones fill in what is left, like people finding seats in \
         a cinema.\n\n\
         Number 41 is the first where I did not correct anything afterwards. The gap at the lower left is \
         just where nobody fitted.",
        "Broad and fine strokes following one current without ever touching",
    ),
    picture(
        Subject::Flow,
        "The one with the eye",
        "I moved the centre of the vortex by thirty millimetres and it stopped being a bathroom drain.",
        "A spiral in the middle of a sheet is always plumbing. Move it off centre and it becomes weather. \
         I printed eleven positions and pinned them to the wall for a week; my neighbour, who claims to \
         have no taste, picked this one within a second. It is also mine.",
        "Brush strokes spiralling around a centre set off to one side",
    ),
    text(
        "Randomness is a spice, not the dish",
        "How much chance a drawing can take, with the numbers I really use.",
        "When I started, I put randomness into everything: position, angle, colour, length. The result \
         was always the same picture: a carpet of noise that looked equally busy everywhere. Chance in \
         every parameter averages out to nothing.\n\n\
         Now I let exactly one thing be wild in each drawing and hold the rest still. In the current \
         series the angle comes from smooth noise with one slow wave across the sheet. Stroke lengths are \
         drawn from a short list. Colours follow regions, with only every fourth stroke allowed to \
         disobey.\n\n\
         Three practical tests before I waste paper. Squint: are there at least two different densities? \
         Flip it upside down: does it still have a top? Print it at the size of a stamp: is there \
         anything left?\n\n\
         If it fails, I do not add more chance. I take one away. It is the same with cooking, and I am a \
         much better plotter than cook.",
    ),
    picture(
        Subject::Dahlia,
        "Four hundred petals and one angle",
        "137.5 degrees, again and again, until it blooms. Then I spoiled it a little on purpose.",
        "Each petal is turned by the golden angle from the one before, which is how sunflowers avoid \
         putting one seed on top of another. The mathematics is two lines. The rest of the evening went \
         into making the petals slightly unequal, because a perfect one looks like a bottle cap.",
        "A dahlia of hundreds of petals turning outwards from its centre",
    ),
    picture(
        Subject::Quilt,
        "Curves for a grey week",
        "Rain since Sunday. I gave the plotter only quarter circles and went for a walk.",
        "Simple set: eight tiles, four turns each, no two equal neighbours. The walk was wet, the drawing \
         was waiting when I came home. This is the main advantage of employing a machine.",
        "A grid of quarter circles, half moons and stripes in flat colours",
    ),
    text(
        "My cat has become a co-author",
        "About muddy paws, wet ink and the drawing that sold first.",
        "The plotter needs about three hours for a large sheet. The cat needs about three hours to get \
         bored. You can see where this goes.\n\n\
         On Tuesday she crossed a nearly finished drawing from lower right to upper left, with wet black \
         ink on at least two paws. I said several words I will not write here. Then I looked at it for a \
         while. The prints go against the current. They are the only thing in the picture with a will of \
         its own.\n\n\
         I have since tried to program paw prints. They look terrible, of course. She did not put them \
         where they looked good, she put them where she was going.\n\n\
         So the sheet is titled \"Commute\", it hangs over my desk, and she gets half of everything in \
         tuna.",
    ),
    picture(
        Subject::Glass,
        "Cells, drawn and then lit",
        "A plotter cannot draw light. It can draw everything around it.",
        "The cells come from a scatter of points, each owning the space nearest to it. I draw only the \
         borders, thick, in black, three passes. Then I colour from behind with ink and hold it against \
         the window. For a program of forty lines it is a lot of cathedral.",
        "Many coloured cells separated by dark lines, brightest near the middle",
    ),
];

const NADIA_OKOYE: [PostText; 7] = [
    picture(
        Subject::Glass,
        "Rose window for a bathroom in Headingley",
        "Ninety-six pieces, one client who wanted 'something cheerful while brushing teeth'.",
        "She asked for cheerful, and gave me a north-facing wall. So the warm glass sits in the middle \
         and does the work of a small sun, and the cool pieces only frame it. I cut one too short and had \
         to move the whole ring round by a notch. Nobody will ever know. Well. Now you know.",
        "A round stained-glass pattern of many small coloured panes around a bright centre",
    ),
    picture(
        Subject::Quilt,
        "My grandmother's eight fabrics",
        "She left me eight pieces of cloth and no instructions. It took me four years to start.",
        "The cloth was folded in newspaper from 1987. I was so afraid of cutting it that I photographed \
         every piece first, both sides, as if it were a crime scene. Then one evening I simply cut. She \
         would have laughed at the photographs.\n\n\
         Every block uses at least two of the eight. The plain ones are mine.",
        "A quilt of bold geometric blocks in strong colours",
    ),
    text(
        "How to choose glass when every piece is beautiful",
        "The lightbox lies. A short guide to buying colour you will still love on a wet Tuesday.",
        "Glass on a lightbox is like a puppy in a shop. Everything is lovely and you will regret half of \
         it.\n\n\
         So I carry a square of grey card with a hole in it. I hold the sheet up to an ordinary window, \
         in ordinary weather, and look through the hole at one colour at a time. If it still glows, it \
         may come home. If it only glowed because its neighbour was dull, it stays.\n\n\
         Second rule: buy in families. Three ambers that are almost the same are worth more than one \
         spectacular ruby, because panels live on small differences. The ruby will end up as one eye of a \
         bird, and you will spend a year designing the bird.\n\n\
         Third: streaks are free drawing. Turn the sheet before you cut, and see whether the streak could \
         be a hill, a river, a shoulder. I have saved myself dozens of lead lines that way, and lead is \
         heavy, and I am not getting younger.",
    ),
    picture(
        Subject::Glass,
        "Broken on purpose",
        "A finished panel slipped. I stared at it for an hour and then went looking for more lead.",
        "It fell the height of a chair, which is enough. Most of it held. The sky split into eleven \
         pieces and they were better than the sky. I leaded the breaks instead of replacing them, and the \
         client, who is a surgeon, said she liked that one could see where it had healed.",
        "An irregular mosaic of coloured glass cells between dark leads",
    ),
    picture(
        Subject::Cutouts,
        "Patterns for people who think they cannot draw",
        "Fold, cut, unfold, choose the one that surprises you. That is all of it.",
        "My Saturday class begins with paper, not glass. Fold it once, cut half a leaf, open it. Symmetry \
         forgives almost everything. By the end of the hour there are forty leaves on the floor and \
         somebody always says, mine look like yours. They do not. They look better, because nobody has \
         told them yet what a leaf should be.",
        "Simple leaf shapes cut from folded paper in contrasting colours",
    ),
    picture(
        Subject::Quilt,
        "Test blocks, rejected and loved",
        "Nine blocks that will not be in the big quilt, in the order in which I gave them up.",
        "The one with the dots is too clever, the one with the bars too polite. But I learned something \
         from each, and they are the right size for cushions. This is how every chair in my house was \
         upholstered.",
        "Geometric test blocks with circles, triangles and bars",
    ),
    text(
        "What a mistake costs in glass, and why that is good",
        "On materials that do not forgive, and what they do to your attention.",
        "In cloth, a wrong cut costs a few pence and some muttering. In glass it costs the piece. You \
         hear it go: a short dry click, and there are two of them.\n\n\
         For years I thought the fear of that click made me slow. It made me present. I breathe out \
         before I score. I do not have music with words on. I know where my feet are. I have never been \
         as attentive to another person as I am to a sheet of streaky amber, and I say that as somebody \
         who has been married for nineteen years and wishes to remain so.\n\n\
         The quilt is where I go afterwards, to be careless. Both are made of pieces, but one asks and \
         the other listens.\n\n\
         If your work feels dull, it may simply be too safe. Find the version of it that clicks.",
    ),
];

const VERA_AKVAREL: [PostText; 7] = [
    picture(
        Subject::Ridges,
        "Шесть слоёв тумана",
        "Лист, на котором шесть раз нужно было подождать, пока высохнет. Ждать я умею плохо.",
        "Каждая следующая гряда темнее на полтона, и в этом весь секрет. Точнее, половина. Вторая \
         половина в том, чтобы между слоями уйти из комнаты: чай, дрова, собака, всё что угодно, только \
         не трогать мокрое.\n\n\
         Четвёртый слой я всё-таки тронула. Он теперь озеро.",
        "Горные гряды одна за другой тают в светлом тумане",
    ),
    picture(
        Subject::Ridges,
        "Утро, когда горы ещё не решили",
        "Писала с крыльца, в перчатках без пальцев, пока вода в банке не стала льдом.",
        "Без пяти семь солнце стояло ровно над второй вершиной, и казалось, что ничего больше не нужно. Я \
         оставила для него белую бумагу. Белил не люблю: свет, который положили сверху, всегда немного \
         врёт.",
        "Далёкие хребты на рассвете, над ними бледное солнце",
    ),
    text(
        "Почему акварель грязнится и что с этим делать",
        "Не про дорогие краски. Про воду, терпение и одну привычку, от которой я отучилась только к \
         сорока.",
        "Самый частый вопрос в письмах: почему у меня грязь, хотя краски хорошие? Потому что грязь \
         делается не красками, а руками.\n\n\
         Первое: слишком много цветов в одной смеси. Два дают оттенок, три дают сложный оттенок, четыре \
         дают цвет лужи. Если третьего не хватает, не берите четвёртый, высушите слой и положите третий \
         сверху.\n\n\
         Второе: поправки по полусырому. Лист блестит — можно. Лист сухой — можно. А вот когда он матовый \
         и холодный на ощупь, руки за спину. Именно в эту минуту хочется поправить сильнее всего.\n\n\
         Третье: вода в банке. Я держу две: в одной мою кисть, из другой беру чистую. Звучит занудно, \
         экономит половину листов.\n\n\
         И последнее. Грязь бывает красивая. Мой лучший ноябрь написан водой, в которой я три дня мыла \
         кисти.",
    ),
    picture(
        Subject::Dahlia,
        "Георгины перед заморозком",
        "Обещали минус четыре. Срезала всё, что было, и писала до двух ночи.",
        "Георгин труден тем, что лепестков много и каждый считает себя главным. Я сначала пишу тень между \
         ними, и только потом сами лепестки. Тогда цветок получается целым, а не списком.\n\n\
         Утром на грядке действительно было черно. Успела.",
        "Крупный георгин со множеством лепестков, расходящихся от середины",
    ),
    picture(
        Subject::Dunes,
        "Дюны у Ладоги",
        "Никакая не пустыня, полчаса от дома. Песок, ветер и один упрямый мольберт.",
        "Мольберт падал трижды, на третий раз лицом в песок. Песчинки остались в красочном слое, и на \
         гребнях они теперь блестят, если повернуть лист к лампе. Оставила. Соавтор всё-таки.",
        "Песчаные дюны с острыми гребнями в низком солнце",
    ),
    picture(
        Subject::Papercut,
        "Проба: слои, но из бумаги",
        "Решила понять, как думает человек, который режет, а не пишет. Порезала палец и всё поняла.",
        "В акварели слой прозрачен и помнит всё, что под ним. Бумага не помнит ничего, зато у неё есть \
         тень. После недели с ножом я стала смелее оставлять чистые края и в живописи. Рекомендую \
         изменять своей технике хотя бы раз в год.",
        "Слои цветной бумаги волнами, с мягкими тенями между ними",
    ),
    text(
        "Письмо о колодезной воде",
        "Меня спросили, правда ли вода влияет на краски. Отвечаю честно и немного не о том.",
        "Правда. Вода у нас жёсткая, с железом, и ультрамарин на ней ложится хлопьями. Первую зиму я \
         возила из города канистры, как люди возят водку. Потом одна канистра замёрзла и лопнула, и я \
         взяла что было.\n\n\
         Хлопья оказались снегом. Настоящим, январским, какого я добивалась лет десять всеми известными \
         способами, включая соль, воск и зубную щётку. Нужно было просто перестать мешать воде быть \
         собой.\n\n\
         С тех пор я пишу тем, что есть. Кончилась охра — пишу без охры. Скрипит половица, и рука \
         вздрагивает на длинном мазке — значит, в этом месте будет ветер.\n\n\
         Это не философия, это лень, которую я воспитала. Но листы стали лучше, а спина болит меньше.",
    ),
];
