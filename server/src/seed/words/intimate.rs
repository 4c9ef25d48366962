//! Intimate: four creators and what they publish; they are tender and refuse to be explicit.

use super::{CreatorProfile, PostText, Subject, TierText, picture, text};
use shared::text::Lang;

const TIERS: &[TierText] = &[
    TierText {
        name: "Ante-room",
        description: "Come in quietly.",
        benefits: &["All posts and pictures", "A letter each month"],
    },
    TierText {
        name: "Lamp-light",
        description: "Longer, closer, slower.",
        benefits: &[
            "Everything in the ante-room",
            "Series in full",
            "The notes behind the pictures",
        ],
    },
    TierText {
        name: "Inner room",
        description: "For a small circle.",
        benefits: &[
            "Everything by lamp-light",
            "A private letter each season",
            "Your questions, answered with care",
        ],
    },
];

const OTHER_TIERS: &[TierText] = &[
    TierText {
        name: "Page",
        description: "A few lines for the evening.",
        benefits: &["All poems and notes", "Readings in text form"],
    },
    TierText {
        name: "Letter",
        description: "What I would only write to one person.",
        benefits: &["Everything on the page", "Longer pieces", "Early drafts"],
    },
    TierText {
        name: "Envelope",
        description: "On paper, when I can.",
        benefits: &[
            "Everything in Letter",
            "A handwritten card twice a year",
            "Requests",
        ],
    },
];

pub const CREATORS: [CreatorProfile; 4] = [
    CreatorProfile {
        handle: "velvet_hours",
        name: "Camille Roux",
        category: "intimate",
        bio: "Boudoir photographer for people who have never liked a picture of themselves. Natural \
               light, no hurry, door locked. Marseille.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &VELVET_HOURS,
    },
    CreatorProfile {
        handle: "body_of_letters",
        name: "Iris Calloway",
        category: "intimate",
        bio: "Poems and letters about nearness. I write at night and edit in daylight, so that both get \
               a say. Galway.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &BODY_OF_LETTERS,
    },
    CreatorProfile {
        handle: "soft_rituals",
        name: "Amina Diallo",
        category: "intimate",
        bio: "Baths, oils, sleep and saying no. Self-care without shopping. Former night nurse, Dakar \
               and Montreuil.",
        lang: Lang::En,
        tiers: TIERS,
        posts: &SOFT_RITUALS,
    },
    CreatorProfile {
        handle: "after_the_dance",
        name: "Mateo Linares",
        category: "intimate",
        bio: "Notes for couples, from a tango teacher who has watched four thousand embraces from the \
               edge of the floor. Rosario.",
        lang: Lang::En,
        tiers: OTHER_TIERS,
        posts: &AFTER_THE_DANCE,
    },
];

const VELVET_HOURS: [PostText; 7] = [
    picture(
        Subject::Silk,
        "Before anybody undresses",
        "The first twenty minutes of a session, in which I photograph only cloth.",
        "I throw a length of silk on the bed and take pictures of it while we talk. It does two things. I \
         find out where the light falls, and she hears the shutter so often that it turns into weather. \
         When she sits down in the middle of it, nothing begins. It simply goes on.",
        "Silk lying in soft folds",
    ),
    text(
        "How I ask",
        "Consent in my studio is not a form. It is a rhythm. Here are my sentences.",
        "There is a form, too. We sign it at the kitchen table, with coffee, when everyone is still \
         wearing a coat. But nobody ever relaxed because of a form.\n\n\
         What helps is rhythm. Before each change I say what I am about to do, then I wait, then I do it. \
         'I am coming two steps closer.' 'May I move the hair from your shoulder, or would you like to?' \
         Nearly everyone does it for themselves, and they do it more beautifully.\n\n\
         I show every tenth picture on the screen of the camera. Anything you do not want goes at once, \
         before your eyes, without my asking why. Usually the first to go is a very good one. I let it \
         go. The second time they hesitate, the third time they laugh.\n\n\
         And you can stop. Not only all of it; also one thing. 'Not the belly today.' Then there is no \
         belly today. People become so brave when there are things that do not have to be.\n\n\
         In eleven years I have stopped nine sessions in the middle. Seven of those women have come back. \
         That is the number I am proud of.",
    ),
    picture(
        Subject::Window,
        "Four o'clock on a bare shoulder",
        "There is no shoulder in this picture. You will see it anyway.",
        "When she had left I photographed the wall where the light had been on her. I often give this \
         picture along with the others. Several have written that it is the most intimate of them all.",
        "Window light on a wall with the shadow of a plant",
    ),
    picture(
        Subject::Silk,
        "Green dress, taken off by itself",
        "She wanted only the dress in the picture. She was right.",
        "It had belonged to her mother. We laid it across the armchair, and for half an hour she told me \
         where it had been danced in. I photographed while she talked, and it gradually took on a \
         posture.",
        "Soft folds of silk, light and shade",
    ),
    text(
        "Notes on scars",
        "I get asked if I retouch. Here is my answer, as carefully as I can put it.",
        "I take away what will be gone in a week: a bruise, a mosquito bite, the mark of a sock. What \
         remains, remains. Not out of principle; because I have learned to ask.\n\n\
         A woman of sixty once lay so that I should not see the long line on her stomach. I did not say \
         anything. In the second hour I asked which side she likes to sleep on. She turned to that side, \
         by habit, and there it was. In that light it looked like a river from an aeroplane. I told her \
         so, as one says that it has stopped raining.\n\n\
         She asked to see it. She looked for a long time. 'My daughter came out of there,' she said then, \
         not to me.\n\n\
         It is now hanging in her hall, rather large.\n\n\
         If somebody wants a scar to be out of the picture I put it out of the picture, with light, with \
         cloth, with an angle. I do not discuss. The only thing I will not do is erase it afterwards, \
         when it has already been seen. One should not be corrected behind one's back.",
    ),
    picture(
        Subject::Bloom,
        "Peony, third day",
        "The best pose is the one shortly before falling apart.",
        "On the first day it is a fist, on the second a dress. On the third it is about to let go of \
         everything, and has never been so beautiful. I have it standing in the studio, where people can \
         see it while they wait.",
        "A flower so close that its petals fill the picture",
    ),
    picture(
        Subject::Bokeh,
        "The street below, afterwards",
        "The end of a session: tea, shoes, the city out of focus.",
        "I never let anyone go straight down to the street. We look out of the window for a while, until \
         the face has closed again a little. It is part of it, like the silk at the beginning.",
        "City lights at night as soft glowing discs",
    ),
];

const BODY_OF_LETTERS: [PostText; 7] = [
    text(
        "Instructions for an evening without telephones",
        "A poem in seven small orders.",
        "Put both of them into the bread bin\n\
         and let them ring at the crumbs.\n\
         \n\
         Light something. Not for the look of it:\n\
         for the sound of the match, which says\n\
         from here on somebody is attending.\n\
         \n\
         Wash each other's hands.\n\
         Slowly, with the good soap, between the fingers,\n\
         as if they had been somewhere far away.\n\
         \n\
         Say one true thing that is not important.\n\
         Say a second one.\n\
         \n\
         Let the soup wait. Soup is patient,\n\
         soup has been through worse.\n\
         \n\
         Ask: where were you the happiest today?\n\
         And when they point at nothing in particular,\n\
         at the chair, the stairs, the half past four,\n\
         \n\
         be quiet as a coat on a hook.\n\
         It is coming. It has taken off its shoes.",
    ),
    picture(
        Subject::Silk,
        "What the sheet remembers",
        "A short poem with a picture. Read the picture first.",
        "It kept the hill where you had slept,\n\
         the valley where you turned to me.\n\
         I made the bed, and what it kept\n\
         is ironed out, technically.",
        "Folds of silk like a bed just left",
    ),
    picture(
        Subject::Aura,
        "Colours of a voice on the phone",
        "Four hundred kilometres, eleven at night. I tried to paint it afterwards.",
        "You were tired, and so all your consonants had gone to bed. There was only this left: a warm \
         place with an edge I could not find. I fell asleep inside it with the receiver on my ear and a \
         bill I do not regret.",
        "Soft clouds of warm colour",
    ),
    text(
        "Letter to someone who is afraid of being touched",
        "You wrote to me in confidence. I answer here, with your permission, without your name.",
        "You wrote that you flinch. Even with him, whom you love; that afterwards you apologise to him, \
         and that the apology makes it worse.\n\n\
         I am no doctor, and where there was a wound you may take someone along who has learned to look \
         at wounds. But you asked me as a person who writes about such things, so I will tell you what I \
         know.\n\n\
         A flinch is not a no to him. It is an old yes to yourself. It once kept you safe, and no one has \
         told it that you have moved house.\n\n\
         Try with the back of the hand. Hardly anything bad has ever been done with the back of a hand. \
         Let him lay his, palm upwards, on the table, as one does for a bird. You come, or you do not. \
         You leave whenever you like. Nobody closes a fist.\n\n\
         Do that for a week and nothing else. Not as a step towards something: it is already the thing.\n\n\
         And do not say sorry. If you have to say a word, say 'again'. Or 'later'. Both of them are \
         tender. Both have a tomorrow in them.",
    ),
    picture(
        Subject::Window,
        "Sunday, curtains, nobody expected",
        "Eleven lines and some light.",
        "The day came in without a knock\n\
         and lay across the bed with us,\n\
         a long gold animal. The clock\n\
         went out to see what all the fuss\n\
         \n\
         was elsewhere. You read me the news\n\
         about a bear, a bridge, a bride.\n\
         I looked for reasons for my shoes\n\
         and found them, and put them aside.",
        "Window light with blurred leaves on a wall",
    ),
    picture(
        Subject::Bloom,
        "On opening, and on not being hurried",
        "Prose, very short, about a flower and not only about a flower.",
        "My mother used to help poppies. She would press the bud a bit at the side until it burst, and \
         the petals came out creased like a shirt from a suitcase. They never became smooth. She said, I \
         only wanted to see the red sooner. I think of it when someone tells me to open up.",
        "Large soft petals around a small centre",
    ),
    text(
        "The kitchen, the year we were shy",
        "A love story in which nothing happens but washing up.",
        "We had been told that we were suited to one another, which is the surest way of spoiling a \
         friendship. So for a year we only washed up.\n\n\
         There was the big table, with all the others, the wine and the talk. And there was the kitchen. \
         He washed, I dried. It had come about like this once, and from then on it was law.\n\n\
         You can learn everything about a person by the way they hold a glass that they did not have to \
         pay for. He turned it against the light, once. He began with the clean things, so that the water \
         should last. He knew which pot was whose grandmother's.\n\n\
         Our elbows touched at about the twentieth plate. In March I noticed that I was waiting for the \
         twentieth plate. In June I noticed that he had started to wash more slowly from the eighteenth \
         on.\n\n\
         In October, there were only three of us for dinner, seven plates in all. He washed them. He \
         looked into the sink, empty, and then, carefully, he washed them once more.",
    ),
];

const SOFT_RITUALS: [PostText; 7] = [
    picture(
        Subject::Bloom,
        "Hibiscus, hot water, ten minutes",
        "A foot bath for the end of a day on which you belonged to everybody.",
        "One handful of dried hibiscus, one spoon of salt, water as hot as you would serve it. Sit down. \
         Really sit; no lists. When it has turned the colour of wine, put your feet in, and tell them \
         what they carried today. They know already. They only like to hear it.",
        "A large soft flower with open petals",
    ),
    text(
        "How to go to bed on purpose",
        "A nurse's evening in six steps. It begins at the front door.",
        "For sixteen years I put strangers to bed. This is what I learned, and I now do it for myself.\n\n\
         The door. Shoes off, bag down, wash hands and wrists. Wrists are where the day enters. Change at \
         least one piece of clothing, even if you live alone. Especially then.\n\n\
         The light. From nine o'clock only what stands lower than your eyes. The body reads the height of \
         lamps as it reads the sun.\n\n\
         The room. Cooler than you think. Something heavy on the feet.\n\n\
         The skin. Warm a little oil in your palms, and start with whichever part you have been \
         unfriendly to. I begin with my knees. We did not speak for years.\n\n\
         The head. Write down the three things that will otherwise sit on the edge of your bed. On paper; \
         the paper goes in another room. Patients who told me their three things before the night needed \
         me less.\n\n\
         The breath. Out for longer than in. Not deep, only long. And if sleep does not come, do not go \
         and look for it. Lie there like a host who has finished everything. The guest is on the stairs.",
    ),
    picture(
        Subject::Silk,
        "The good robe is for a Monday",
        "A reminder, with picture.",
        "It hung in the wardrobe for 'occasions'. On Monday I came home from a hard shift, put it on and \
         ate rice out of the pan. It was an occasion.",
        "Soft folds of light silk",
    ),
    text(
        "The small no",
        "Practice sentences for people who say yes with their shoulders up by their ears.",
        "Nobody learns no on the big occasions. There it is too late, one's voice is too high. You have \
         to practise on small things, daily, as with scales.\n\n\
         Today: leave the last biscuit you do not want. To the person with the clipboard say 'not today' \
         and smile, and do not explain. An explanation is a door with a bell.\n\n\
         Tomorrow: let a message lie for an hour. It will not spoil.\n\n\
         The day after: 'I'll think about it.' That is a complete sentence. Say it to somebody you like.\n\n\
         After a week: 'I don't want to be hugged right now, but I am glad to see you.' Watch what \
         happens. The right people will be glad, too, and put the kettle on. The others will be offended, \
         and that was useful as well.\n\n\
         In bed the same holds. 'Not this. This.' Two words, and one hand that shows the way. Every yes \
         afterwards weighs twice as much, because it could have been otherwise.\n\n\
         My grandmother could say no so beautifully that people thanked her. I am working on it. \
         Yesterday I only explained myself once.",
    ),
    picture(
        Subject::Window,
        "Morning light for people who woke at three",
        "You did not fail at the night. Sit here for a moment.",
        "Turn the chair to the window. Let the light reach your face before the news does. Five minutes \
         with closed eyes count for more than the hour you are now counting up. Then warm bread.",
        "Early window light falling on a quiet wall",
    ),
    picture(
        Subject::Aura,
        "Warmth, in the order in which it returns",
        "Belly, throat, hands, feet. What I saw at the bedside, in colours.",
        "When somebody had been frightened, and it was over, I could watch it come back. The hands always \
         knew later than the belly. So if yours are cold although everything is all right now: give them \
         time, they live further out.",
        "Clouds of warm colour spreading from the middle",
    ),
    picture(
        Subject::Bloom,
        "Oil for winter skin",
        "Three ingredients, one jar, one rule: put it on slowly or not at all.",
        "Two parts sesame, one part olive, a spoonful of shea melted in. No perfume, your own is enough. \
         The rule comes from my aunt: whoever rubs quickly is cleaning a pan.",
        "Soft overlapping petals in close view",
    ),
];

const AFTER_THE_DANCE: [PostText; 7] = [
    picture(
        Subject::Bokeh,
        "Last tanda, half past two",
        "The floor is nearly empty. The ones who still dance are not dancing for us.",
        "One of them, he is over eighty, leads with nothing but breath. I have taught his steps for years \
         and only tonight understood that there are none. He waits until she has already decided, and \
         then he invites her to it.",
        "Warm lights of a night hall, out of focus",
    ),
    text(
        "The embrace is a question",
        "What four thousand couples taught me about holding, and about letting a hand lie.",
        "Beginners ask me: how tightly? It is the wrong question, but everyone has to ask it once.\n\n\
         An embrace that holds says: stay here. One that asks says: are you there? You feel the \
         difference in your own back. In the first your shoulder blade is a shelf. In the second it is an \
         ear.\n\n\
         I let couples stand, without music, for one whole song's length. One lays a hand on the other's \
         back and does nothing. It is terrible. After a minute everyone starts to improve something, to \
         stroke, to pat, to fix. I say: you are talking. Just listen. In the third minute the hand \
         becomes heavy and warm, and then it happens in nearly all of them: the other person breathes \
         into it. One can see it from the door.\n\n\
         They go home, then, and write to me that this was the best thing they did in years; and that \
         they had paid for a dancing lesson, and had not danced.\n\n\
         Do it tonight, in the kitchen. Three minutes, one hand. No improving.",
    ),
    picture(
        Subject::Silk,
        "The sound of a skirt turning",
        "You can hear it only from very near. I tried to photograph it.",
        "It is not a rustle. It is somebody starting to tell you something, and then thinking it over.",
        "Folds of cloth swinging in soft light",
    ),
    text(
        "How we argue now",
        "Eleven years, one rule, and a metronome.",
        "My wife and I quarrel at 54 beats per minute. This is no joke. It stands on the shelf with the \
         plates.\n\n\
         It began with my getting faster and faster and her getting quieter and quieter. She said: you \
         argue as if you had to catch a bus. So I took the metronome from the studio and put it on the \
         table, very slow, and we agreed: one sentence, then four beats for nobody. Then the other.\n\n\
         In the first week we mostly laughed. In the second something odd took place. In those four beats \
         one's own sentence comes back and one has to look at it. I have withdrawn a great many sentences \
         during the third beat. On the fourth I sometimes saw her face.\n\n\
         Not everything can be settled in this way. Twice we switched it off and shouted, it was \
         necessary. But it is good to know the tempo in which one would like to be treated.\n\n\
         For dancing 54 is far too slow. It is a tempo for two people who are walking home.",
    ),
    picture(
        Subject::Window,
        "Her shoes by the door",
        "A still life after a long night.",
        "One stands, one has fallen. I could have set it upright. But there was still music in it.",
        "Light from a window on a wall and floor",
    ),
    picture(
        Subject::Aura,
        "What you see with your eyes closed",
        "My students dance blind for one song. I asked them for the colours.",
        "Most of them said dark red, some said a sort of gold. A woman who has been blind since birth was \
         among them. She said: like when somebody has just got up from your chair.",
        "Melting clouds of deep colour with a light centre",
    ),
    picture(
        Subject::Bloom,
        "Twenty-five years, a carnation",
        "He has brought her one every Friday. She told me why she counts the petals.",
        "'Not if he loves me,' she says. 'That I know. I count so that he can see me taking my time.'",
        "A large flower with many soft petals",
    ),
];
