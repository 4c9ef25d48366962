//! Demo posts from art to NFT: plain values. It refuses real persons, brands and promises of profit.

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

pub const ART: &[PostText] = &[
    text(
        "Why I paint the shadows first",
        "A small change of order that fixed half of my muddy paintings.",
        "For years I started with the light, because the light is the fun part. Then I would run \
         out of contrast and shove a black into the corners to rescue it, and the whole thing \
         looked like it had been left near a chimney.\n\n\
         Now I block in one connected shadow shape before anything else. If that shape already \
         reads as the subject when you squint, the painting is half done. If it doesn't, no \
         amount of lovely highlight is going to save it.\n\n\
         Try it tonight with three values only and a timer set to fifteen minutes. Keep the ugly \
         ones. They are the most honest notes you will take all week.",
    ),
    text(
        "The colour I banned from my palette for a month",
        "I put one tube in a drawer and found out how much I had been leaning on it.",
        "It was black. Not because black is bad, but because I was using it the way some people \
         use salt: without tasting first. For a month every dark had to be mixed.\n\n\
         What I learned: a deep blue with a burnt orange gives a dark that still feels like air. \
         A green with a crimson gives one that feels like velvet. Black out of the tube gives you \
         a hole. Sometimes you want a hole, and now I can choose it on purpose.",
    ),
    text(
        "How I know a piece is finished",
        "Five questions I ask before I sign anything, and the one that usually catches me.",
        "Does it read from across the room? Is there one place where the eye may rest? Is there \
         one edge I am a little afraid of? Would I notice if I covered any corner with my hand? \
         And the last: am I still solving a problem, or am I just fussing because stopping feels \
         final?\n\n\
         It is nearly always the last one. When I catch myself fussing, the piece turns to the \
         wall for three days. Then I look once, quickly, and either fix one thing or sign it. One \
         thing only. That rule has saved more work than any varnish.",
    ),
    text(
        "A seven-day sketching plan for tired people",
        "Ten minutes a day, a cheap pen, and no day where you need to be inspired.",
        "Day one: only straight lines. Day two: your kitchen table, drawn without lifting the \
         pen. Day three: ten hands, five minutes, no erasing. Day four: copy a shadow, not the \
         thing that casts it.\n\n\
         Day five: draw the same cup from memory, then from life, and put them side by side. Day \
         six: fill a page with texture only. Day seven: pick the worst page of the week and redo \
         it, slowly, with tea.\n\n\
         Tell me about your worst page in the comments. I will describe mine first: it involves a \
         hand with six fingers that I did not notice until lunch.",
    ),
    text(
        "What a commission actually costs me in hours",
        "An honest breakdown of one medium-sized piece, including the hours nobody sees.",
        "The painting itself is the smaller half. Before it come the messages, the three \
         thumbnails, the one thumbnail the client wishes were a fourth, and an evening of colour \
         tests. After it come photographing, packing, and a walk to the post office in a queue \
         that has its own weather.\n\n\
         So I now price by the whole path and say so up front. People are kinder about a number \
         when they can see what is inside it. If you are starting out: write down your hours for \
         just two pieces. You will never guess again.",
    ),
    text(
        "Generative work: the dice are not the artist",
        "On randomness, and where the decisions really live when code makes the marks.",
        "People ask who made it if a random number decided where the line goes. The random number \
         decided nothing. It chose among the things I allowed, and the allowing is the work. Most \
         of my day goes into forbidding.\n\n\
         A typical sketch starts with far too much freedom and looks like spilled cereal. I \
         remove one freedom at a time until nearly every roll of the dice gives something I would \
         put on a wall. When I hit about nine in ten, I stop. At ten in ten it gets boring, like \
         a friend who agrees with everything.",
    ),
    text(
        "Composition notes I keep taped to the wall",
        "Eight short rules in my own handwriting, transcribed, with the two I break most.",
        "One big, one medium, many small. Never two equal halves. Let something leave the frame. \
         Put the sharpest edge where you want the eye. Leave a quiet third. Repeat a shape three \
         times, change it once. The background is a shape. When in doubt, crop.\n\n\
         I break the second and the last. Equal halves can be wonderful if the two sides are \
         quarrelling. And cropping is a habit to be wary of: sometimes the picture isn't too big, \
         it is only not finished yet.",
    ),
    text(
        "Fixing a picture that has gone flat",
        "My checklist for the afternoon when everything looks like cardboard.",
        "First I take a photo and turn it grey. Nine times out of ten the colours differ and the \
         values don't: everything sits in the middle. I push one area up, one area down, and \
         leave the rest alone.\n\n\
         If the greys are fine, I look at edges. A picture where every edge is equally sharp \
         looks like a sticker sheet. I lose a few of them on purpose, mostly on the side away \
         from the light, and suddenly there is room to walk around in it.",
    ),
    text(
        "What I tell beginners about style",
        "You don't find it. It is what remains after you have fixed everything you can.",
        "Style is mostly a list of your stubborn habits. Some are weaknesses you learned to carry \
         well; some are pleasures you refuse to give up. Chasing it directly is like trying to \
         see the back of your own head.\n\n\
         So copy, openly and gratefully, for practice. Copy ten different people. The part that \
         comes out the same each time, no matter who you copied, is you. It may be smaller than \
         you hoped. It grows if you feed it.",
    ),
    text(
        "A love letter to the ugly middle",
        "Every piece has a stage where it looks like a mistake. Here is how I get through it.",
        "There is a moment around a third of the way in when the charm of the sketch is gone and \
         the finish hasn't arrived. I used to abandon work there. I have a whole drawer of \
         thirds.\n\n\
         Now I name it out loud: this is the ugly middle. I put on one long record, promise \
         myself not to judge until it ends, and keep going. Usually the piece turns somewhere in \
         the last two songs. And if it doesn't, at least I heard a good record.",
    ),
    image(
        "Study in slow colour",
        "Three evenings, one rule: no colour may touch a colour of the same weight.",
        "The rule looked simple on paper and turned out to be a puzzle every few centimetres. I \
         like how it hums when you look away and come back.",
    ),
    image(
        "Something the rain left behind",
        "Made on the wettest day of the year, with the window open and the heater on.",
        "I wanted the feeling of looking through wet glass without painting wet glass. Best seen \
         a bit further away than you think.",
    ),
    image(
        "Quiet geometry, first pass",
        "The start of a new series about balance, and about almost losing it.",
        "Everything here leans a little; nothing falls. It took eleven tries to get the leaning \
         right and I still suspect the ninth was better.",
    ),
    image(
        "Night shift palette",
        "What happens when I mix colours after midnight and refuse to correct them in the \
         morning.",
        "In daylight I would have toned all of this down. I'm glad daylight wasn't asked.",
    ),
    image(
        "Field notes from nowhere",
        "A landscape of a place I have never been, assembled from places I miss.",
        "You may find a horizon in it, or you may not. A friend saw a harbour, my sister saw her \
         old curtains. Both are right.",
    ),
    image(
        "The one I nearly threw away",
        "It spent two months facing the wall. Then I turned it upside down.",
        "Same picture, other way up, and all at once it breathed. I signed it before I could \
         change my mind.",
    ),
    image(
        "Layers seven to nine",
        "A look at a piece in the middle of things, before I hide my tracks.",
        "The last layers are always the thinnest and take the longest. Look near the edges for \
         what the earlier ones were up to.",
    ),
    image(
        "Small storms",
        "A compact piece for a small wall, made in one sitting without getting up for coffee.",
        "I kept the marks fast and the decisions slow. There is one line I regret and I have \
         decided to love it.",
    ),
    image(
        "Warm against cold, round four",
        "My ongoing argument with temperature. This time the cold side nearly wins.",
        "Cover one half with your hand, then the other. Each half seems dull alone; they only \
         glow because they dislike each other.",
    ),
    image(
        "A system for wandering",
        "A few simple rules, repeated many times, until they began to look like a mood.",
        "I let it run far longer than planned and picked this one out of a couple of hundred. It \
         was the only one I kept going back to.",
    ),
    image(
        "Paper, light, patience",
        "An exercise in leaving things alone, which is my weakest subject.",
        "Most of what you see is what I didn't do. The rest took about an hour.",
    ),
    image(
        "Echo in four parts",
        "One shape, heard four times, each a little further from the source.",
        "I was thinking of how a story changes when it is told again at every dinner. The fourth \
         part remembers the tune but not the words.",
    ),
    image(
        "Sunday experiment with edges",
        "No plan, no deadline, only a question: how soft can an edge get and still be one?",
        "Softer than I thought. I found the limit somewhere in the middle and stepped over it a \
         few times for fun.",
    ),
    image(
        "The loud one",
        "I usually whisper. This one didn't let me.",
        "Hang it somewhere that can take it. In my hallway it has already won an argument with \
         the wallpaper.",
    ),
    image(
        "Full-size file for your wall",
        "The finished version in full, for everyone who asked whether it may be printed.",
        "Yes, you may print it for your own home. Matte paper suits it best; glossy makes it \
         nervous.",
    ),
];

pub const MUSIC: &[PostText] = &[
    text(
        "The bridge I rewrote eleven times",
        "What was wrong with each of them, and why the twelfth has only four notes.",
        "The first five bridges were too clever: new key, new rhythm, new everything. They were \
         little songs of their own, and when the chorus came back it felt like being called home \
         from a better party. The next six were too polite.\n\n\
         What worked in the end was taking things away. The drums leave, the bass holds one note, \
         and the melody says four notes that have already been in the verse, only slower. \
         Suddenly the chorus has something to answer.\n\n\
         If you are stuck on a bridge, try this before you write anything: mute half of the \
         arrangement and sing over what is left. Your voice will usually find the four notes by \
         itself.",
    ),
    text(
        "Mixing at low volume: my evening routine",
        "The neighbours were the reason. The better mixes were the surprise.",
        "I set the level so low that I can hear the fridge. At that volume, whatever you can \
         still follow is what the listener will follow. If the vocal disappears first, it is too \
         quiet. If only the snare is left, it is a tyrant.\n\n\
         I do three passes: balance only, then the low end with a single reference track, then \
         ten minutes loud to check that nothing bites. After that I go to bed. Every decision I \
         ever made past one in the morning has been reversed before breakfast.",
    ),
    text(
        "How I practise when I have twenty minutes",
        "A timer, a notebook and no heroics.",
        "Five minutes on something I can already play, slowly and beautifully. It is a greeting, \
         not an exercise. Ten minutes on exactly one hard bar: hands apart, half speed, then with \
         the bar before and the bar after. Never the whole piece.\n\n\
         The last five are for nonsense. I improvise badly on purpose and record it. Most of it \
         is awful. About once a fortnight there is a phrase in there that ends up in a song, and \
         that is a very good return on nonsense.",
    ),
    text(
        "Writing lyrics without rhyming heart with apart",
        "A few ways out when the page keeps offering you the same four words.",
        "Write the verse as a plain letter first. No metre, no rhyme, only what happened and what \
         was on the table while it happened. Then underline the nouns. Those nouns are your song, \
         and I promise that none of them is \"heart\".\n\n\
         Then rhyme vowels rather than endings. \"Kettle\" and \"memory\" share more than you would \
         think when they are sung. Loose rhymes feel like speech; perfect ones feel like a \
         birthday card. Use the perfect one once, at the end, when you want the door to shut.",
    ),
    text(
        "My cheap and cheerful vocal booth",
        "Two duvets, one clothes rack and a certain lack of dignity.",
        "The corner of a bedroom beats an empty expensive room. Hang one duvet behind you (yes, \
         behind: the microphone hears what your voice hits after it passes), one above, and stand \
         a forearm's length away. Take off the noisy jacket. Unplug the fridge if you dare, and \
         put your keys in it so that you remember to plug it in again.\n\n\
         Record ten seconds of silence first and listen to them loudly. Whatever you hear there \
         will be in every take. Fix that before buying anything at all.",
    ),
    text(
        "What I learned from playing to nine people",
        "A small gig, a long drive and the best note I was given all year.",
        "Nine people, and two of them were waiting for a bus. I had a set planned for a crowd: \
         big opener, no talking. By the second song I could see it wasn't landing, so I sat on \
         the edge of the stage and played the quiet ones.\n\n\
         Afterwards a man told me: \"You stopped performing at us.\" I wrote it on the lid of my \
         case. A small room isn't a big room that failed. It wants other songs, other pauses and \
         more eye contact than is comfortable.",
    ),
    text(
        "Three chords and a borrowed fourth",
        "A little harmony lesson you can use before dinner.",
        "Take any song that goes round on the one, four and five. Now, the last time the four \
         comes, make it minor. That is all. It is one note lower in a single voice, and it sounds \
         as if someone had opened a window in autumn.\n\n\
         Use it once per song. Twice is a habit and three times is a genre. If you want to go \
         further, let the melody land on exactly that lowered note and hold it for longer than \
         feels polite.",
    ),
    text(
        "Finishing: the least romantic skill in music",
        "I have four hundred sketches. Here is how the finished ones got finished.",
        "I give every sketch a date to be finished or deleted. Not archived: deleted. It is \
         amazing how much a tune tries to become worth keeping when it hears that word.\n\n\
         The second trick is to finish badly first. A full song with a terrible second verse is \
         closer to done than a gorgeous loop. You can hear what it needs. A loop never needs \
         anything; that is what makes it a trap.",
    ),
    text(
        "Listening homework: one record, four ways",
        "An exercise that costs nothing and will change how you hear arrangements.",
        "Choose a record you know too well. First listen: follow only the bass. Second: only what \
         happens between the phrases of the singer. Third: clap each time something enters or \
         leaves. Fourth: do nothing at all and lie on the floor.\n\n\
         You will find at least one instrument that you had never noticed in your life. It has \
         been there all along, holding up the ceiling. Now go and ask your own song who is \
         holding up the ceiling.",
    ),
    text(
        "Letting the metronome go",
        "When to record without a click, and how not to regret it.",
        "A click is a good servant for anything with many layers. But if a song is one voice and \
         one instrument, try three takes without. Choruses will push a little and last lines will \
         sink a little, and that is what breathing sounds like.\n\n\
         The trick is to walk to the song before you record it. Literally: walk round the room \
         until your steps and the tune agree, then sit down and play straight away. If you need \
         to edit later, cut in the rests. Rests forgive everything.",
    ),
    image(
        "Cover sketch for the new single",
        "The first look at the artwork. The song is in there if you squint with your ears.",
        "I asked for something that looks like the second chorus feels. I think this is it; the \
         other candidate looked like the bill.",
    ),
    image(
        "What the chorus looks like",
        "I drew the loudness of a song across an evening and let it grow into a picture.",
        "Left is where it starts, right is where I ran out of breath. The gap is the bar of \
         silence that I fought for.",
    ),
    image(
        "Poster for the small tour",
        "Six evenings, small rooms, one van with opinions.",
        "This is the clean version without dates, for your wall. The version with dates has a \
         spelling mistake that I'm not ready to talk about.",
    ),
    image(
        "Sleeve art: side B",
        "The back of the record gets the odd one, as it should.",
        "Side A is for guests and side B is for friends. So is the artwork.",
    ),
    image(
        "A picture of the bass line",
        "It is slow, round and always slightly late. So is its portrait.",
        "I made it while the loop was running and stopped when the loop started to annoy me, \
         roughly an hour later.",
    ),
    image(
        "Tape hiss at dusk",
        "Artwork for a quiet instrumental that I recorded with the windows open.",
        "There is a bird on the recording at about two minutes. There is none in the picture, but \
         I think you can tell it was nearby.",
    ),
    image(
        "Mood board for the next EP",
        "Colours first, songs second. It works better than I want to admit.",
        "Whenever an arrangement gets too crowded I look at this and ask which colour the new \
         part is. If it has none, it goes.",
    ),
    image(
        "Score fragment, free translation",
        "Sixteen bars turned into shapes by somebody who should have been practising.",
        "High notes are lighter, long notes are wider, wrong notes are mine.",
    ),
    image(
        "Lyric video still",
        "A still from a thing I am making very slowly, one line at a time.",
        "This is the frame for the line everyone mishears. I have decided that your version is \
         better than mine.",
    ),
    image(
        "Visual for the live set",
        "It will hang behind me, huge and moving. Here it stands still for once.",
        "I picked something with a lot of dark in it so that I can find my pedals. Art is also \
         logistics.",
    ),
    image(
        "Rejected covers, with love",
        "The one that lost by a single vote, and the vote was mine.",
        "It is too bright for the song, but on some mornings I think that the song is too dark \
         for it.",
    ),
    image(
        "The sound of an empty hall",
        "I clapped once, recorded what came back, and drew it.",
        "Reverb is just a room thinking about what you said. This is a room thinking rather hard.",
    ),
    image(
        "Artwork for the rainy demo",
        "A demo that was meant to stay on my phone got a cover of its own.",
        "No second take, no edits, and a chair that creaks in tune. The picture was made in the \
         same spirit.",
    ),
    image(
        "Slow dance, in colour",
        "Three beats to the bar, over and over, until the pattern began to sway.",
        "Look at it while counting one-two-three under your breath. If you are on a train, count \
         very quietly.",
    ),
    image(
        "Thank-you print for subscribers",
        "A picture for everyone who has kept the lights on and the strings fresh.",
        "Print it, frame it, or use it as the background of your most boring screen. The next \
         song already knows who paid for its strings.",
    ),
];

pub const GAMING: &[PostText] = &[
    text(
        "How to lose a boss fight productively",
        "A method for attempt number thirty, when your thumbs have stopped listening.",
        "Give every attempt one question. Not \"can I win?\" but \"what does it do after the second \
         swing?\" Play only to find that out, and die content. Five questions later you will know \
         the fight better than people who got lucky on their third go.\n\n\
         Then stop healing. I mean it: for two attempts, don't heal at all. You will see exactly \
         which hits you were treating as unavoidable. Nearly all of them have a tell, usually in \
         the shoulders.\n\n\
         And go to bed. Half of the bosses I have ever beaten were beaten on the first try of the \
         next morning, before coffee, by somebody much calmer than me.",
    ),
    text(
        "A fair house rule for every co-op night",
        "Four friends, one sofa, no grudges. It took us years to arrive at this.",
        "Whoever dies last picks the next level. Whoever dies first picks the snacks. Nobody may \
         say \"I told you\" until the results are on the screen, and then only once.\n\n\
         The real rule is the ten-minute one: if someone hasn't laughed for ten minutes, we \
         change the game. No vote, no discussion. It has saved more friendships than any patch.",
    ),
    text(
        "Building a run around the worst item",
        "I took the item everyone sells and let it make all the decisions.",
        "Bad items are often good items with homework. This one halves your health and gives a \
         tiny burst whenever you're hit. The homework: get hit often, cheaply, on purpose. So I \
         collected everything that makes small hits smaller and everything that triggers on being \
         hurt.\n\n\
         By the third floor I was walking into spikes like a man checking the temperature of a \
         bath. The run ended on the second-to-last boss, who does one single large hit. Glorious. \
         I will be back with a helmet.",
    ),
    text(
        "Level design notes: the corridor problem",
        "Why some corridors feel like a story and others like a loading screen.",
        "A corridor asks you to hold one key for a while. To earn that, it has to change \
         something: the light, the sound under your feet, the width, or what you know. Good ones \
         change two. The best ones change what you are afraid of.\n\n\
         Next time you play, count seconds between changes. In the games I love it is rarely more \
         than eight. In the ones I never finish, I usually stopped counting somewhere in a grey \
         pipe.",
    ),
    text(
        "My settings, explained like to a friend",
        "Sensitivity, field of view and the three effects I always switch off.",
        "Sensitivity: stand still, pick a point, do a full turn with one comfortable sweep of the \
         hand. Adjust until you land where you started. That is your number; leave it alone for a \
         month. Muscle memory hates a tinkerer.\n\n\
         Field of view: as wide as it goes before doors begin to look like bananas. Off: motion \
         blur, film grain and camera shake. The first hides information, the second hides \
         everything and the third is a headache with a budget.",
    ),
    text(
        "Speedrunning for people with jobs",
        "You don't need frame-perfect tricks. You need one segment and a kitchen timer.",
        "Pick the shortest level that you like. Run it ten times and write down only where you \
         lost time, never the time itself. You will see two places, always the same two. Practise \
         those and nothing else for a week.\n\n\
         The lovely thing is that you start to see the level as its builder did. There is a crate \
         in my favourite stage that I had cursed for years. It turns out that it is a signpost \
         for a jump I never noticed.",
    ),
    text(
        "Tabletop night: running a session on one page",
        "All I prepare for four hours of play fits on the back of an envelope.",
        "One place with a smell. Three people who want different things, each in one sentence. A \
         clock: what happens at midnight if nobody does anything. And one object that can be \
         stolen, because somebody will.\n\n\
         I no longer plot. Players are better at plots than I am and much worse at finding the \
         door I had prepared. If they go left, the smell and the three people go left too. Nobody \
         has ever noticed, and if my table is reading this: hello.",
    ),
    text(
        "In praise of the pause menu",
        "It tells you what the people who made the game were worried about.",
        "A good pause menu answers three questions: where am I, what was I doing, and is it safe \
         to stop? Most answer only the first. My favourites show the last sentence somebody said \
         to you, so that coming back after a week doesn't feel like waking up at a stranger's \
         wedding.\n\n\
         If you make games: pause yours, walk away for ten days and come back. Write down the \
         first thing you ask aloud. That is your menu.",
    ),
    text(
        "Why I finish games on easy now",
        "A confession, and a short defence of having dinner on time.",
        "I used to think that difficulty was respect. Then I had a year with very little time, \
         and I noticed that the games I remembered weren't the ones that had beaten me up. They \
         were the ones I had seen the end of.\n\n\
         So the first run is on easy, for the world. If I am still humming the music a week \
         later, I play again on hard, for the machine underneath. About one in five gets the \
         second run. The other four got a proper goodbye, and that isn't nothing.",
    ),
    text(
        "Coaching notes: stop watching the middle",
        "The most common habit I see in replays, and a two-evening cure.",
        "Nearly everybody's eyes are glued to the centre, because that is where the pointing \
         happens. But the news arrives at the edges: the map, the timer, the teammate who has \
         gone quiet.\n\n\
         First evening: glance at the map after each thing you finish, win or lose. Say aloud \
         what you saw. Second evening: the same, without saying it. It will feel slow and you \
         will play worse for about an hour. Then, strangely, people stop surprising you.",
    ),
    image(
        "Map of a place with no exits",
        "A level idea that I keep redrawing. Nobody gets out, and that is the point.",
        "I start from the mood and only later find out where the doors ought to be. Here, there \
         ought not to be any.",
    ),
    image(
        "Loading screen, with feelings",
        "If we have to wait, let us at least wait in front of something nice.",
        "Made in the rhythm of an old loading bar: quick, quick, quick, and then stuck for ages \
         near the end.",
    ),
    image(
        "Concept piece: the last dungeon",
        "Colour study for a campaign finale that my players don't know about yet.",
        "If you sit at my table, close this now. If you don't: imagine that it hums.",
    ),
    image(
        "Tiles for your own little world",
        "A batch of patterns for prototypes, maps and very serious pixel business.",
        "Use them freely in your own jam games. Credit is kind, a screenshot is kinder.",
    ),
    image(
        "Victory screen",
        "Earned after forty-one attempts, and so drawn with some emotion.",
        "I wanted it to feel like that second of silence before the music comes back. The other \
         forty pictures would have been mostly red.",
    ),
    image(
        "Procedural weather",
        "A tiny generator I wrote for a jam had a better evening than I had.",
        "Same rules, a different seed each time. I rolled it until it gave me a sky that I would \
         want to walk under.",
    ),
    image(
        "Postcard from the glitch",
        "I fell through the floor of a level and took the scenic route down.",
        "There's a particular beauty under the map where nobody was meant to look. This is how I \
         remember it.",
    ),
    image(
        "Emblem drafts for the guild",
        "We voted. It was closer than the last raid and a good deal louder.",
        "This one won because it can still be recognised when it's very small, and because our \
         healer threatened to leave.",
    ),
    image(
        "Heat map of a bad decision",
        "A match drawn as movement: where we all went, again and again, for no reason.",
        "The bright part is the place we kept dying. The dark part is the objective.",
    ),
    image(
        "Stream background, spring set",
        "New backdrop, calmer colours, easier on the eyes past midnight.",
        "Subscribers can use it as well. If we all have the same background, at least our chats \
         will feel like one room.",
    ),
    image(
        "Seed of the week",
        "One number, one world, and a picture of what it felt like to arrive there.",
        "I played it for two hours without meeting anyone. Ten out of ten, would be lost again.",
    ),
    image(
        "Card back, second edition",
        "For our home-made card game, which now has rules for almost everything.",
        "The first edition could be told apart upside down, which my brother knew and I didn't. \
         This one can't.",
    ),
    image(
        "Menu art for a game that doesn't exist",
        "I drew the title screen first. It is the only part that works, and it works well.",
        "There is a start button in my heart. Tell me what you think happens when you press it.",
    ),
    image(
        "Parallax layers",
        "Far, middle and near, all pressed into one picture like a flower in a book.",
        "Scroll slowly and pretend. I spent the longest on the layer nobody looks at.",
    ),
    image(
        "Save point",
        "A small, warm picture to come back to after a long and unkind level.",
        "You may rest here. Nothing in this room wants to fight you.",
    ),
];

pub const LIFESTYLE: &[PostText] = &[
    text(
        "The twenty-minute evening reset",
        "How I put a flat back together before bed without turning it into a project.",
        "Set a timer and go through the rooms with a basket. Anything that lives elsewhere goes \
         in; nothing is put away yet. On the second round, the basket is emptied room by room. \
         You never walk with only one sock in your hand, and that is the whole secret.\n\n\
         Then the three anchors: clear the sink, clear the table, fill the kettle. In the morning \
         you will feel as if somebody kind had stayed over.\n\n\
         When the timer rings, stop, even in the middle of a shelf. A routine that is allowed to \
         grow will sooner or later eat your evening and then be abandoned.",
    ),
    text(
        "A slow breakfast on a weekday",
        "Not a feast. Just twelve minutes that belong to nobody else.",
        "I put everything out the night before: bowl, spoon, the good cup. The phone stays in the \
         hall until the cup is empty. I thought that it would be hard, and it was, for three \
         days.\n\n\
         What I eat is boring on purpose: oats, something sour, something crunchy. Deciding is \
         tiring, so I decide once a month. What changes is the window I look out of. I have \
         learned more about my street in one spring than in the six years before.",
    ),
    text(
        "My capsule wardrobe, after one honest year",
        "What I wore, what I only wished I wore, and the coat that taught me the difference.",
        "I hung everything with the hooks facing the wrong way and turned each one when I wore \
         it. After a year a third was still facing the wrong way, including the linen trousers \
         that belong to a person who owns a boat.\n\n\
         What stayed has three things in common: I can sit on the floor in it, it survives a warm \
         wash, and I don't need to think about what goes underneath. Colour turned out to matter \
         less than I'd believed. Pockets matter more.",
    ),
    text(
        "How to host when your place is tiny",
        "Six people, four chairs and a stool that shouldn't be trusted.",
        "Serve things that are eaten from bowls. Bowls can be held on a windowsill, on a bed, on \
         the stairs. Move the lamp to the floor: a low light makes a room bigger and everyone \
         prettier. Open a window ten minutes before people arrive, not after.\n\n\
         And give the first guest a job. Anybody who is chopping parsley feels at home. By the \
         time the last one comes, there are three hosts and the stool has found its victim.",
    ),
    text(
        "The one-list week",
        "I tried every planner. I now use a folded sheet of paper, and here is how.",
        "On Sunday I write down everything that is buzzing in my head. Then I fold the sheet so \
         that only seven lines can be seen and copy seven things onto them. The rest is still \
         there, in the fold. It isn't lost; it is just not invited.\n\n\
         Each day I choose one of the seven, and that is the day's real thing. If I do two, \
         lovely. On Sunday the sheet goes in the recycling along with whatever survived in the \
         fold without harming anyone. Most of it does.",
    ),
    text(
        "Houseplants for forgetful people",
        "Four kinds that forgave me, and a watering rule even I can keep.",
        "Choose plants that complain visibly and recover fast. The ones that droop like an actor \
         and stand up again an hour after water are your friends. The ones that say nothing and \
         die in March are not.\n\n\
         My rule: never water on a schedule, only check on one. Saturday is finger day. Finger in \
         the soil up to the second knuckle; if it comes out clean, water until it runs out at the \
         bottom, then let it be. More plants die of my love than of my neglect.",
    ),
    text(
        "What I pack for three days away",
        "One small bag, no wheels, and a list I've stopped improving.",
        "Two tops, one spare pair of trousers, something warm that doubles as a pillow. Socks in \
         the shoes, chargers in the socks. A book that I have already read half of, because \
         starting one on a train is a promise I don't keep.\n\n\
         Also a scarf, in every season. It has been a blanket, a curtain, a tablecloth, a bag and \
         once a leash for a dog that wasn't mine. If your bag is too full, remove the thing you \
         packed for the person you hope to be on holiday.",
    ),
    text(
        "Saying no, kindly and in one sentence",
        "A few phrases I keep ready, so that I don't invent an aunt with a cold.",
        "\"I can't take that on, and I'd rather tell you today than next week.\" \"That sounds \
         lovely and I'm staying in.\" \"Not this month; ask me again in spring if you still want \
         to.\" No reasons. Reasons are handles, and people will pull on them with the best \
         intentions.\n\n\
         It feels rude for about two seconds. Then something odd happens: they say \"of course\" \
         and talk about something else. Most of the drama was in my own head, wearing costumes.",
    ),
    text(
        "A month of walking the same road",
        "I took the same half hour every day to see whether I would get bored.",
        "In week one I was bored. In week two I started to know the dogs. In the third, an old \
         man at number nine began to wave, and I found out that he had been waving at everybody \
         since autumn and I had been looking at my shoes.\n\n\
         I recommend it. Pick an ordinary road, leave your headphones at home twice a week, and \
         write down one thing each time. My list ends with \"the blue gate has been painted blue \
         again\". I don't think I have been that content in years.",
    ),
    text(
        "Soup as a way of thinking",
        "Not a recipe so much as a permission slip for what's in the fridge.",
        "Something soft in fat, slowly, with salt: onion, leek, the sad end of the celery. \
         Something with body: potato, lentils, old bread. Water, not much, and patience. At the \
         end something sour and something green. That is every soup I have ever loved.\n\n\
         The sour part is where most soups go missing. A spoon of vinegar or a squeeze of lemon \
         at the very end, and it stops tasting of weekday. Make double. Tomorrow's soup knows \
         things that today's doesn't.",
    ),
    image(
        "Colours of a quiet morning",
        "The palette of my kitchen at seven, before anybody asks for anything.",
        "I keep it beside the desk for the hours when the day gets loud. It works about as well \
         as tea.",
    ),
    image(
        "Moodboard for a softer season",
        "Textures and tones that I want around me until the clocks change.",
        "I start each season with a picture and not with a shopping list. Most of it turns out to \
         be in the cupboard already.",
    ),
    image(
        "A wallpaper for your slowest day",
        "Free of charge for the nerves, for your phone or laptop.",
        "There is nothing to read in it and nothing to do. You would be surprised at how rare \
         that is on a screen.",
    ),
    image(
        "Sunday light",
        "That hour when the room looks better than it is and so do you.",
        "I tried to keep the warmth and leave out the dust. I was half successful.",
    ),
    image(
        "Notes from the balcony",
        "Two chairs, one blanket, a lot of sky. This is what it felt like.",
        "Make your own version this week: ten minutes outdoors with nothing in your hands. Then \
         tell me which colour it was.",
    ),
    image(
        "A page from my travel journal",
        "I don't draw places any more. I draw what they did to my shoulders.",
        "This one was a slow town with a fast wind. My shoulders came down on the second day.",
    ),
    image(
        "Table setting, in theory",
        "The colours for a dinner that I'm planning far too carefully.",
        "In practice there will be three kinds of plate and a candle in a jar. But the theory is \
         beautiful.",
    ),
    image(
        "Rainy day, good socks",
        "A picture for staying in without apologising to anyone.",
        "Put it on while the soup simmers. It goes with every kind of sock.",
    ),
    image(
        "New corner, same room",
        "I moved one shelf and got a whole new mood. This is the mood.",
        "I find that it helps to decide how a corner should feel before deciding what should \
         stand in it. This one should feel like a deep breath.",
    ),
    image(
        "The week in seven tones",
        "One for each day, mixed from memory on Sunday evening.",
        "Thursday was rougher than it looks. Saturday was exactly like that.",
    ),
    image(
        "Printable for the fridge door",
        "A small bright thing to pin over last year's takeaway menu.",
        "Print it small. It holds up well beside drawings by children, and that is tough \
         competition.",
    ),
    image(
        "Evening walk, remembered",
        "I left the camera at home, so I had to keep it another way.",
        "It isn't what was there. It's what was left of it by the time I had my shoes off.",
    ),
    image(
        "What calm looks like today",
        "Part of a daily practice: one picture, no words, before the phone wakes up.",
        "Some days it is all edges. Today it was kind to me, so I'm passing it on.",
    ),
    image(
        "Autumn, folded small",
        "For everyone who smells the first cold morning and wants to buy notebooks.",
        "I tried to get the whole season into one picture and it nearly fits. The wool is \
         implied.",
    ),
    image(
        "Thank you, in colour",
        "A little gift for subscribers, to look at or to send on to someone tired.",
        "I make one of these every month and think of you lot while I do. Forward it with my \
         blessing.",
    ),
];

pub const FITNESS: &[PostText] = &[
    text(
        "The warm-up I actually do",
        "Six minutes, no equipment, and made so that I can't talk myself out of it.",
        "One minute of walking on the spot with big arms. One minute of slow squats to a chair. \
         One minute of cat and cow on the floor, one of lying leg circles, one of leaning into a \
         wall and pushing it away. The last minute is the first exercise of the day with next to \
         nothing on it.\n\n\
         The point isn't to be warm, it is to take attendance. Hips here? Shoulders here? Left \
         ankle, are we speaking today? If someone doesn't answer, I change the plan before it \
         changes me.",
    ),
    text(
        "Your first pull-up: a patient plan",
        "Eight weeks, three short sessions each, and no swinging about like a gate.",
        "Weeks one and two: hang. Just hang, shoulders away from the ears, twenty seconds at a \
         time. Weeks three and four: step up on a chair to the top and come down as slowly as you \
         can. Five good ones are plenty; the sixth teaches you to drop.\n\n\
         Weeks five and six: the same, but with a pause halfway down where you least want it. In \
         the last two: a band or a toe on the chair, and less help each time.\n\n\
         Some people need six weeks and some need twenty. Nobody has ever got weaker by doing \
         this slowly. On the day it works you'll laugh out loud, so choose a gym where that's \
         allowed.",
    ),
    text(
        "Running slowly is a skill",
        "Why most of my kilometres are embarrassingly gentle.",
        "If you can't speak a whole sentence, you're running too fast for an easy day. Not a \
         word: a sentence with a comma in it. I recite the shopping list. When I get as far as \
         the onions without gasping, the pace is right.\n\n\
         The first weeks are humbling. Dogs overtake you, and so does a man with a pram. Then one \
         day the same pulse carries you up the hill that used to make you walk, and it feels like \
         being given something.",
    ),
    text(
        "What to do on the day everything hurts",
        "A gentle decision tree for soreness, tiredness and plain reluctance.",
        "Is it sharp, one-sided or getting worse? Then it isn't a training question, and somebody \
         qualified should look at it. Is it dull, everywhere and better after moving? Then move: \
         a walk, some circles, ten easy squats. Often that is the session, and that's fine.\n\n\
         Is it only reluctance? Put on the shoes and give it ten minutes. If after ten minutes \
         you still don't want to, go home with a clear conscience. I've gone home about one time \
         in six. It isn't laziness if you have checked.",
    ),
    text(
        "The training log that fits on a receipt",
        "Three numbers and one word per session. More than that and I stop writing.",
        "What I did, how much, how hard it felt out of ten, and one word for how I slept. That's \
         it. After a month, look only at the sixes and the nines. You'll find that the nines have \
         the same word next to them, and it usually isn't a kind one.\n\n\
         I used to record everything, down to the playlist. I never once read it. This fits on \
         the back of a receipt, and I've changed my training because of it four times this year.",
    ),
    text(
        "Squats for people who sit all day",
        "Why your heels come up, and a calm way to bring them back down.",
        "Heels come up for three reasons: stiff ankles, a lean that is too upright, or shoes that \
         have made the choice for you. Test it: put a thin book under each heel. If the squat is \
         suddenly lovely, it's the ankles.\n\n\
         Every day, while the kettle boils: one foot against the wall, knee towards the wall over \
         the middle toes, heel down, ten slow times each side. Keep squatting with the book in \
         the meantime. Swap it for a thinner one every fortnight. I finished with a leaflet and \
         then with nothing.",
    ),
    text(
        "Eating before training without a spreadsheet",
        "Simple rules of thumb that have kept me out of trouble, and out of the bushes.",
        "Three hours before: a normal meal. One hour before: something small and dull, such as \
         toast or a banana. Ten minutes before: water and optimism. Anything new goes on an easy \
         day, never on a day that matters.\n\n\
         Afterwards, eat when you're hungry, and sooner rather than later. People are different, \
         and if you have a condition or take medicine, your doctor's word beats mine every time. \
         Mine is only the word of someone who once tried chilli before hill sprints.",
    ),
    text(
        "How I plan a rest week",
        "It isn't a week off. It is a week in which things are allowed to heal.",
        "Every fourth week I do the same sessions with half the sets. Same days, same bag, same \
         bad music. That way the habit doesn't notice, and the joints do.\n\n\
         The hard part is around Thursday, when you feel wonderful and want to spend it. Don't. \
         That feeling is the interest; leave it in until Monday. I write \"not yet\" on my hand, \
         which also helps with cake.",
    ),
    text(
        "Training at home with a toddler around",
        "Short sets, strange pauses and a very critical audience.",
        "Give up on the hour. Think in three-minute blocks that can stop at any moment: push-ups \
         to the table, split squats along the corridor, a carry with whatever wants to be \
         carried. The last of these weighs more each month, which is called progressive overload.\n\n\
         I put a tick on the fridge for each block. Five ticks is a good day, three is a normal \
         one. One tick with a small person counting loudly and wrongly beside you is my favourite \
         kind.",
    ),
    text(
        "Balance work you can do in a queue",
        "Tiny exercises that nobody will notice, unless you fall into the cheese.",
        "Stand on one leg with the other foot just off the ground. Now look slowly left, then \
         right. It's the looking that makes it hard: your eyes had been doing the work of your \
         ankles. Twenty seconds on each side while the person ahead searches for coins.\n\n\
         When that is easy, do it while reading the label of something. When that's easy too, \
         close your eyes, but do that one at home next to a wall. Balance comes back quickly at \
         any age, and it is very pleasant to have.",
    ),
    image(
        "Heartbeat of an easy run",
        "I turned the rhythm of a slow morning run into a picture.",
        "Calm at the beginning, calm at the end, and one wobble in between where I met the hill.",
    ),
    image(
        "Interval day, in colour",
        "Hard, soft, hard, soft. You can guess from the picture which parts I liked.",
        "I look at this before the session to remind myself that the soft parts belong to the \
         work.",
    ),
    image(
        "A poster for your training corner",
        "No slogans and no shouting. Just something with energy in it.",
        "Hang it where you would see it from the floor, since that's where we do most of our \
         thinking.",
    ),
    image(
        "Four weeks of showing up",
        "My month as a pattern: every session leaves a mark, and so does every rest.",
        "I like that the gaps are part of it. Without them it would be just noise.",
    ),
    image(
        "Breathing pattern for the cool-down",
        "Something to follow with your eyes while your pulse finds its way home.",
        "In on the way up, out on the way down, longer out than in. Five rounds and you may lie \
         to people about how hard it was.",
    ),
    image(
        "Mountain mood",
        "The climb as I remember it, and not as the watch recorded it.",
        "The watch claims that it was gentle. The watch didn't have my calves.",
    ),
    image(
        "Strength block: cover page",
        "Every new block gets a picture, so that I know what it should feel like.",
        "This one is about patience under load. It looks heavier the longer you look, which is \
         fitting.",
    ),
    image(
        "Flow session, one long line",
        "Forty minutes of slow movement without stopping, put on paper the same way.",
        "Follow it with a finger and notice where you hold your breath. I did, in two places.",
    ),
    image(
        "The colour of second wind",
        "You know the moment. I tried to catch it before it left again.",
        "It never comes when you call it. It comes about a minute after you've stopped asking.",
    ),
    image(
        "Swim notes",
        "All I remember of a good swim is light, so here's the light.",
        "Count strokes to seven and begin again. It is the only meditation I've ever kept up.",
    ),
    image(
        "Rest day artwork",
        "Officially prescribed: look at it for five minutes and do nothing else.",
        "If you feel guilty, look again. Muscle is built by people lying on sofas with a clear \
         conscience.",
    ),
    image(
        "Tempo run at dawn",
        "The streets were empty, the lights were all green and I got carried away.",
        "I went faster than planned and paid for it on Friday. The picture was made before \
         Friday.",
    ),
    image(
        "Challenge card for this month",
        "Ten minutes of movement a day, any kind, and a picture to tick off against.",
        "Print it and colour in a bit each day. Crooked is fine; missing a day is fine; starting \
         again is the real exercise.",
    ),
    image(
        "Grip, drawn as a feeling",
        "For everybody who has hung from a bar and counted in a language they don't speak.",
        "Second twenty is a colour, second thirty is a noise. This is roughly second twenty-six.",
    ),
    image(
        "Finish line, no crowd",
        "A small private race, a big private grin and a picture to go with it.",
        "Nobody was there but a pigeon, and it looked impressed. I'm counting it.",
    ),
];

pub const TECH: &[PostText] = &[
    text(
        "The bug that only came on Tuesdays",
        "A short detective story with a calendar, a lock and an apology.",
        "Every Tuesday around ten, our import failed and then healed itself. Logs clean, code \
         unchanged, server bored. For two weeks we blamed the network, as is tradition.\n\n\
         It was the backup. It ran on Tuesdays, held a lock for four minutes, and our import \
         waited three before giving up. Neither side was wrong. They had simply never been \
         introduced to each other.\n\n\
         The lesson I took: when something fails by the calendar, don't read the code, read the \
         calendar. List everything that happens at that hour, including what you didn't write. \
         Then apologise to the network.",
    ),
    text(
        "Naming things: my three-question test",
        "What I ask before a name is allowed into the code base.",
        "Would a new colleague guess what it does? Would they guess what it doesn't do? And can \
         you say it on the phone without spelling it? If a name fails the second, it is too wide. \
         \"Manager\" always fails the second.\n\n\
         When no name works, the problem usually isn't the name. The thing is doing two jobs and \
         you're trying to find one word for a marriage of convenience. Split it and the names \
         turn up by themselves.",
    ),
    text(
        "A small home server that I can forget about",
        "How I chose boring parts and wrote down the one page that matters.",
        "An old laptop makes a fine server: quiet, thrifty, and its battery is a free backup \
         supply. Mine does files, backups and a calendar. It doesn't do anything clever, because \
         clever things send messages at night.\n\n\
         The page that matters is taped to the lid: what runs here, where the data lives, how to \
         restore it, when I last tried. The final line is the important one. A backup that has \
         never been restored is a rumour.",
    ),
    text(
        "Reading an error message to the end",
        "It sounds like a joke. It is the most useful skill I teach.",
        "Most of us read the first five words and start to guess. Try this instead: read it \
         aloud, slowly, the whole thing, and say in your own words what the machine believes has \
         happened. Not what you believe. What it believes.\n\n\
         Then find the first line that mentions something you wrote. Everything above it is the \
         machine's travel diary. In my experience the answer is in that line or the one below it, \
         and the guess you were about to try is in neither.",
    ),
    text(
        "How I review code without being a pain",
        "A checklist that is mostly about what I don't write.",
        "First I run it. You'd be amazed. Then I read the tests, because they tell me what the \
         author thinks it does. Only then do I read the code, and I look for three things: what \
         happens when it fails, what happens when it is called twice, and what will confuse \
         someone in a year.\n\n\
         Everything else is taste. I mark taste as taste and never block on it. And I leave at \
         least one honest compliment, which isn't politeness: people repeat what gets noticed.",
    ),
    text(
        "Your database is faster than you think",
        "Before adding a cache, please meet the index.",
        "A page took two seconds, and someone proposed a cache, a queue and a new service. I \
         asked the database to explain what it was doing. It was reading four million rows in \
         order to find nine. One index later it took a few milliseconds and we all went home.\n\n\
         A cache is a second truth that you have to keep in step with the first. Sometimes you \
         need it. But ask the query planner first; it is the one colleague that always tells you \
         exactly what it is going to do.",
    ),
    text(
        "Notes on writing a tiny parser",
        "Two hundred lines, no library, and a good deal of insight per line.",
        "Begin with a function that looks at one character and a function that eats one. All else \
         is made of those two. Write a function for each thing in the grammar and let them call \
         each other. When it works for numbers and brackets, it'll work for almost anything.\n\n\
         Spend the saved time on errors. \"Expected a closing bracket for the one on line 3\" costs \
         you a single saved position and turns your toy into a tool. Nobody ever thanked a parser \
         for the input it accepted.",
    ),
    text(
        "Keyboard shortcuts I'd save from a fire",
        "A short list that is the same nearly everywhere, and how to learn one a week.",
        "Jump by word. Delete a word. Go to the start of the line. Reopen the tab you just \
         closed. Search for a command by its name rather than hunting through menus. Those five \
         return more time to me than any machine I ever bought.\n\n\
         Learn one a week: write it on a slip of paper, stick it under the screen, and each time \
         you do it the slow way, undo it and do it again. It's irritating, and by Friday it is \
         yours.",
    ),
    text(
        "Deleting code: a celebration",
        "We removed nine thousand lines this month, and nobody noticed. Here is how.",
        "We started with a log line in every suspicious function: \"somebody still uses me\". Then \
         we waited a month. The ones that stayed silent got a date. The ones that spoke up got a \
         visit, and half of those callers turned out to be dead themselves.\n\n\
         Delete in small steps, one reason per change, so that it's easy to bring something back. \
         We brought back one function. It ran once a year, on the first of January, and I'm still \
         impressed that somebody remembered.",
    ),
    text(
        "Explaining encryption to my aunt",
        "The version with padlocks and cake that finally worked.",
        "I hand out open padlocks to everybody and keep the only key. Anyone may put a cake in a \
         box and snap my padlock shut. Even they can't open it again. That's the public key: not \
         a key at all, but a padlock you can give away.\n\n\
         She asked the right question at once: \"How do I know that it is your padlock?\" And there \
         you have the entire trouble with certificates, found by a retired florist between two \
         slices of cake.",
    ),
    image(
        "Circuit dreams",
        "What I see when I close my eyes after a day of tracing signals.",
        "It wouldn't work if you built it. It might be rather pretty while not working, though.",
    ),
    image(
        "Architecture diagram, honest version",
        "I drew our system as it really feels, not as it looks in the slides.",
        "The tidy parts are the ones we talk about. The tangled part is the one that earns the \
         money.",
    ),
    image(
        "Desktop wallpaper for deep focus",
        "Dark, calm, and with nothing in it that could be mistaken for a notification.",
        "I made it for my own second screen and noticed that I stopped checking things. That may \
         be a coincidence.",
    ),
    image(
        "Visualising a sort",
        "One algorithm, one list, every step kept on the canvas.",
        "Order creeps in slowly and then all at once. I find it oddly moving for something with a \
         loop in it.",
    ),
    image(
        "Heat of a long build",
        "I turned a forty-minute build into colour while waiting for it to finish.",
        "It finished. Then it failed. The picture is the only artefact that survived.",
    ),
    image(
        "Noise, tamed",
        "A few layers of noise, stacked with care, and suddenly there is a landscape of sorts.",
        "The whole thing fits into a page of code. Change a single number and you'd get another \
         planet.",
    ),
    image(
        "Network at three in the morning",
        "Traffic as a picture: who talks to whom when nobody is awake.",
        "I can tell which part is the backup. I can't tell what the other bright part is, and I'm \
         going to find out.",
    ),
    image(
        "Memory, fragmented",
        "A heap after a long week, drawn with more affection than it deserves.",
        "I stared at the gaps until they turned into a pattern. Then I fixed the leak, and the \
         pattern went away, a bit to my regret.",
    ),
    image(
        "Hash of a good sentence",
        "I fed a sentence I like into a function and painted what came out.",
        "Change a comma and you get a wholly different picture. I won't tell you the sentence, \
         and that's rather the idea.",
    ),
    image(
        "Sticker sheet preview",
        "New designs for laptop lids that still have some lid left.",
        "All drawn by code, all slightly different. Yes, the seed is the date.",
    ),
    image(
        "The shape of a recursive call",
        "It goes in, and in, and in, and then politely comes all the way back.",
        "Find the base case. It's smaller than you would expect and it is holding up everything \
         else.",
    ),
    image(
        "Boot sequence",
        "That hopeful half minute in which anything might still work.",
        "I wanted the feeling of lights coming on, one floor after another, in a building you \
         have just inherited.",
    ),
    image(
        "Signal and interference",
        "Two waves meet and neither comes away unchanged.",
        "I made it to explain a bad cable to a friend. He hung it in his kitchen and still has \
         the cable.",
    ),
    image(
        "Colour theme, the picture",
        "My editor's palette as an artwork, for the people who asked about the exact tones.",
        "Comments get the softest colour, because they ought to be read slowly. Errors get the \
         one I don't like.",
    ),
    image(
        "Graph of my open tabs",
        "Each one connected to the one that led me there. It all began with a simple question.",
        "I never got the answer. I did learn quite a lot about lighthouses.",
    ),
];

pub const DEFI: &[PostText] = &[
    text(
        "What a liquidity pool is, with two buckets",
        "The plainest explanation I have, and the part that most explanations skip.",
        "Two buckets, apples in one, pears in the other. Anyone may throw in apples and take out \
         pears, and the price is simply how full each bucket is. The emptier the pear bucket, the \
         more apples a pear costs. No shopkeeper, just buckets and a rule.\n\n\
         If you fill the buckets for others, you earn a small fee per swap. The part that gets \
         skipped: when pears get dear elsewhere, people come and take your pears. You are left \
         with more apples and fewer pears than if you'd stayed at home. The fees may make up for \
         that, or not. Nobody can tell you in advance.\n\n\
         This is a picture and not a recommendation. If you ever try it, do it with an amount \
         whose loss would make a good story rather than a bad month.",
    ),
    text(
        "My checklist before I sign anything",
        "Seven slow questions that have talked me out of a lot of fast ideas.",
        "Do I know what this transaction will do, in one sentence? Does the wallet's preview say \
         the same? Did I get to this page by typing or by clicking on something that found me? Is \
         anyone hurrying me? What is the most I can lose? Who can change the contract tomorrow? \
         Would I explain this to my sister?\n\n\
         The fourth does most of the work. There's no deadline in honest finance that can't \
         survive a night's sleep. When something must be signed in the next ten minutes, I have \
         my answer.",
    ),
    text(
        "Stable is a verb",
        "Why I ask how a stable coin keeps its promise, rather than whether.",
        "A stable coin is a promise that somebody keeps working at. Some keep it with reserves in \
         a bank, some with too much collateral in a contract, some with a clever mechanism and \
         good weather. Each of these fails differently: by a frozen account, by a fast crash, by \
         everyone leaving at once.\n\n\
         So my notes have one line per coin: who keeps the promise, with what, and what happens \
         on a bad Sunday. If I can't fill in the third, I treat it as not stable. I've never \
         regretted that. I have also missed out on things, and that's fine.",
    ),
    text(
        "How lending markets stay whole",
        "Collateral, liquidation and why the robot isn't your enemy.",
        "You bring something worth a hundred and may borrow, say, sixty. The forty in between is \
         a cushion, not for you but for the people whose money you've borrowed. If the price \
         falls and the cushion gets thin, anybody may repay part of your debt and take some of \
         your collateral at a discount. That's a liquidation.\n\n\
         It feels cruel, but without it the lenders would be the ones to pay. The way to stay \
         friends with the robot is a big cushion and an alarm set well before the edge. The limit \
         tells you what is possible. It has never claimed to tell you what is wise.",
    ),
    text(
        "Reading an audit like a grown-up",
        "What the report says, what it can't say, and the page I turn to first.",
        "I begin with the scope: which files, which version, which date. It's quite common for \
         the thing you're about to use not to be the thing that was read. Then I look at what was \
         found and not fixed, and how the team talks about it. A calm \"we accept this because\" is \
         worth more than a clean sheet.\n\n\
         An audit is several clever people looking hard for a few weeks. It isn't a guarantee, it \
         isn't insurance, and it says nothing about who holds the keys. Read those three absences \
         along with the findings.",
    ),
    text(
        "A wallet for spending, a wallet for keeping",
        "The simple separation that lets me sleep, described step by step.",
        "The spending wallet lives on my phone and holds what I'd carry in a coat pocket. It \
         meets strangers, signs things, gets tired. The keeping wallet lives on a device in a \
         drawer, has met exactly two contracts in its life, and doesn't go out.\n\n\
         Once a month I move things between them, sitting down, with a fresh head. I also look \
         through what the spending wallet has permitted others to do, and revoke what I no longer \
         recognise. It takes a quarter of an hour and it's the dullest, most valuable habit I \
         have.",
    ),
    text(
        "Yield always has an address",
        "Whenever I see a percentage, I ask where it lives and who pays the rent.",
        "There are only a few honest sources: someone pays interest for a loan, someone pays a \
         fee for a swap, someone pays for security, or someone hands out their own tokens in the \
         hope that you'll stay. The last isn't evil, but it is marketing, and it ends when the \
         budget does.\n\n\
         I write the source next to the number. If the sentence begins with \"the protocol \
         generates\", I haven't found it yet. Nothing generates. Somebody pays. If I can't find \
         out who, I assume that in the end it will be me.",
    ),
    text(
        "What I got wrong this year",
        "Three mistakes, small enough to tell and large enough to remember.",
        "First, I trusted a bridge because it was popular, and spent four days waiting for a \
         transfer with my heart in my shoes. It came. I've not crossed since without first \
         sending a small amount to look around. Second, I forgot an old permission and had to \
         move everything in a hurry on a Sunday.\n\n\
         Third, and the most ordinary: I checked prices in bed. It never once made me richer, and \
         it made me tired a great many times. The phone now sleeps in the kitchen. We are both \
         better for it.",
    ),
    text(
        "Slippage, explained at a market stall",
        "Why the price you see isn't always the price you get.",
        "You want forty melons and the sign says two coins each. The sign is about the next \
         melon. By the thirtieth, the seller has noticed, and the last ones cost three. Nobody \
         has cheated you; you have moved the price by buying.\n\n\
         Your slippage setting is the sentence \"if it comes to more than this, forget it\". Too \
         tight, and you go home without melons. Too loose, and somebody in the queue will hear \
         you and step in front. Small trades and deep pools make nearly all of this go away.",
    ),
    text(
        "Governance for people who don't vote",
        "How to spend fifteen minutes a month and still be a useful member.",
        "You don't have to read every proposal. Read the ones that touch three things: who can \
         upgrade the code, what counts as collateral, and where the treasury's money goes. The \
         rest is mostly weather.\n\n\
         Look at the votes against, too, and read why. The best description of a risk is usually \
         written by the person who lost. If nobody ever votes against anything, that is the most \
         interesting finding of them all.",
    ),
    image(
        "The curve, with feeling",
        "That famous curve between two reserves, redrawn by someone who's fond of it.",
        "It never touches either axis, and I find that reassuring. No labels, no advice, only the \
         shape of a compromise.",
    ),
    image(
        "A quiet week, charted",
        "Nothing happened, beautifully. I like to keep a record of weeks like that.",
        "The best position this week was away from the screen. I held it with conviction.",
    ),
    image(
        "Volatility, as weather",
        "I painted a nervous week the way a forecaster might, if they'd had too much coffee.",
        "Where it gets dense I had stopped looking. It cleared up without my help, as it usually \
         does.",
    ),
    image(
        "Flow of funds, abstract",
        "Every line is a movement, and every knot is a place where things wait.",
        "Made from invented numbers and a real mood. The knots interest me more than the lines.",
    ),
    image(
        "Order book at rest",
        "Bids on one side, asks on the other, and a small silence in between.",
        "That gap in the middle is where all the arguments take place. I tried to paint it as \
         politely as possible.",
    ),
    image(
        "Poster: not your hurry",
        "A print for the wall behind your screen, for when somebody says it has to be now.",
        "No words on it, only a great deal of calm. Look at it, breathe, and read the transaction \
         once more.",
    ),
    image(
        "Layers of collateral",
        "Something standing on something standing on something. Look at the bottom first.",
        "I drew it from the top down, which is how most people read a system, and had to start \
         again. From below it made sense.",
    ),
    image(
        "Block by block",
        "A steady rhythm, each part leaning upon the one before.",
        "There is one place where the rhythm hesitates. I left it in, since the real ones do that \
         as well.",
    ),
    image(
        "Impermanent",
        "A picture about loss that may undo itself, or may not.",
        "It has two halves that drift apart. Whether they meet again depends on where you choose \
         to stop looking.",
    ),
    image(
        "Study of a consensus",
        "Many small voices, one shape, and nobody in charge.",
        "From afar it agrees with itself. Up close they are still arguing, which is exactly how \
         it should be.",
    ),
    image(
        "Bear season landscape",
        "Low light, long shadows, plenty of time to read documentation.",
        "I did my best learning in weather like this. There's nobody about, and you can hear \
         yourself think.",
    ),
    image(
        "Key and lock, from memory",
        "An artwork about keeping a secret that nobody can look up for you.",
        "Write yours down on paper, twice, in two places. Then come back and enjoy the picture \
         with a lighter heart.",
    ),
    image(
        "Swap",
        "One thing becomes another, and a little is left behind on the way.",
        "The little that's left behind is the fee. I gave it the prettiest colour so that it gets \
         noticed.",
    ),
    image(
        "Oracle",
        "Someone has to tell the contract what the world looks like. This is that someone.",
        "I wanted it to seem certain and a little bit lonely. Ask it one question at a time.",
    ),
    image(
        "Wallpaper for the patient",
        "A calm background that goes with every market, since it ignores all of them.",
        "Put it where the price ticker used to be. Report back in a month on how you're sleeping.",
    ),
];

pub const NFT: &[PostText] = &[
    text(
        "How I decide on an edition size",
        "One, ten or open: the questions I ask before fixing a number I can't take back.",
        "A single piece is a letter. An edition of ten is a dinner party. An open edition is a \
         poster in the street. None is better, but it hurts to send a letter to the whole street, \
         and it is odd to put up a poster for one person.\n\n\
         So I ask what the piece wants. Something dense that asks for a long look gets a small \
         number. Something bright and quick gets a bigger one. I decide before I see any \
         interest, write it in the description and never touch it again. A number that can be \
         changed isn't a number, it's a mood.",
    ),
    text(
        "What you own when you own a token",
        "The careful version, in plain words, with the disappointing bits left in.",
        "You own an entry that says this token is yours, and you can pass it on without asking \
         anyone. That's real and rather wonderful. The picture itself is a file somewhere, and \
         the right to print it on mugs is a licence, and these are three separate things.\n\n\
         So look for three sentences in any project: where is the file kept, may it be changed, \
         and what may I do with it? I put mine on every piece. If you can't find them, ask. A \
         creator who's happy to answer is the best sign there is.",
    ),
    text(
        "Keeping the files alive",
        "What I do so that a piece can still be opened in ten years, with or without me.",
        "Each piece exists in three places: with the storage that the token points to, on a disk \
         in my studio, and on a disk in the flat of a friend who thinks it's full of holiday \
         photos. Once a year I open every file and look at it. Two had gone bad, and I was very \
         glad to be asking that year.\n\n\
         For code-based work I also keep a still image and the plainest possible version of the \
         program, with no outside parts. Libraries move on. A page of simple arithmetic will \
         probably still run when we're all old.",
    ),
    text(
        "Notes from my first fifty mints",
        "What I'd do again, what I'd skip, and the typo that is now permanent.",
        "I'd start small again, at a price that made it easy for people to say yes and easy for \
         me to say thanks. I'd again write a real paragraph for each piece. I'd skip the \
         countdowns. They made everyone nervous, myself most of all, and not one person has since \
         told me they miss the clock.\n\n\
         The typo is in number seventeen. I was mortified, and then a collector wrote that it's \
         how he knows a human was there. I've read the others eleven times since. All clean, \
         sadly.",
    ),
    text(
        "Traits without the lottery",
        "How I make a series where no piece is the poor cousin.",
        "Rarity tables make people look at the table instead of the picture. So I make traits \
         that are different without being ranked: a direction, a density, a temperament. Each \
         combination has to be something I'd hang. If I catch myself thinking \"well, someone has \
         to get that one\", the trait goes.\n\n\
         It is slower. I look at every single output and reject the lot if more than a few are \
         weak. But when somebody writes to say that theirs is the best of the series, and forty \
         others say so too, I know that it worked.",
    ),
    text(
        "Royalties, and why I stopped worrying",
        "A calm look at a loud topic.",
        "Whether a resale pays the maker depends on the marketplace, and the maker can't enforce \
         it on every street of the world. I was cross about this for a year. Then I began to \
         price the first sale as if it were the only one, and to treat anything after that as a \
         kind letter.\n\n\
         It changed my work for the better. I no longer think about what will be traded; I think \
         about what will be kept. If you resell something of mine and a share comes back, thank \
         you. If it doesn't, I hope that it has found a good wall.",
    ),
    text(
        "How to look at a generative series",
        "A short viewing guide for people who see two hundred thumbnails and feel tired.",
        "Don't start with the grid. Open one at random and stay with it for a full minute. Then \
         open a second and ask what hasn't changed. That is the idea of the series. Everything \
         else is the idea in different weather.\n\n\
         After that, the grid is a pleasure, because you know what you're looking for. Find the \
         quietest one. Find the one that almost breaks the rule. In a good series those two are \
         worth the whole walk.",
    ),
    text(
        "Spotting a fake of a friend's work",
        "Copies are easy. Here is the two-minute check I do each time.",
        "Go from the artist to the token, never from the token to the artist. Find the place \
         where they've published their own addresses, and compare the whole thing: first \
         characters, last characters and a few from the middle. Forgers have learned to match the \
         ends.\n\n\
         Look at the date and at the history too. A famous early piece that was created on \
         Thursday is not a famous early piece. And if an offer arrives by private message with a \
         compliment in it, enjoy the compliment and close the window.",
    ),
    text(
        "The studio diary: making set four",
        "Six weeks, two dead ends and a happy accident with a minus sign.",
        "Weeks one and two went into a system of curves that looked splendid and entirely like \
         everybody else's curves. I kept one sketch and let go of the rest. In the third I tried \
         it with straight lines only, out of spite, and it was worse.\n\n\
         Then I mistyped a sign and everything grew inward rather than outward. I sat there with \
         cold tea and watched it for an hour. The whole set comes from that. I've left the \
         mistake in the source with a comment saying thank you.",
    ),
    text(
        "Collecting on a small budget",
        "My own rules for buying art with pocket money and no regrets.",
        "I buy only what I would like to look at if it could never be sold. It's a rule about \
         taste, and it turns out to be a rule about money too, because it removes all of the \
         sums. I have one amount a month. If I don't fall for anything, it rolls over once and \
         then becomes dinner.\n\n\
         I write to the artist each time, just two lines. Some answer, and a few have become \
         friends. That's the part of my collection that nobody can copy, and it didn't cost \
         anything.",
    ),
    image(
        "Genesis study, full view",
        "The piece that everything else in this series grew out of.",
        "I go back to it whenever the newer ones get too clever. It's the plainest of them and it \
         still wins most arguments.",
    ),
    image(
        "Edition preview: first light",
        "A look at the upcoming edition, for subscribers before anyone else.",
        "Same rules throughout, a different hour of the day in each. This one is very early, \
         before the rules are quite awake.",
    ),
    image(
        "Output number zero",
        "The test render that was never meant to be shown and is now my favourite.",
        "It doesn't obey two of the three rules. I've kept it out of the set and in my heart.",
    ),
    image(
        "Trait study: density",
        "How much is too much? I turned the dial until it answered.",
        "It's one notch below too much. One more and it stops being a picture and becomes a \
         carpet.",
    ),
    image(
        "Companion piece",
        "A little sister for the last drop, free to look at for everyone who holds a place here.",
        "It uses the same palette and disagrees with everything else. They get on surprisingly \
         well side by side.",
    ),
    image(
        "The inward set, part one",
        "What came out of that lucky typing mistake, after a month of careful tidying.",
        "Follow any path and it'll bring you back to about where you started, slightly changed. \
         Like a good walk, or a move to another town.",
    ),
    image(
        "Palette swap experiment",
        "The same structure in colours it wasn't born with.",
        "I had expected a costume and got a different character. I may have to make a whole \
         family of these.",
    ),
    image(
        "Archive: the lost draft",
        "Found on an old disk between tax papers and a photo of a sandwich.",
        "It's rougher than what I make now and braver too. Note to self.",
    ),
    image(
        "Token cover, large format",
        "The full-resolution version of a piece most people know only as a thumbnail.",
        "Zoom in. I spent a week on details that nobody has ever seen, and I'd like some company.",
    ),
    image(
        "Seed and sibling",
        "Two neighbouring seeds, worlds apart. Here's the one I kept.",
        "The other one was louder and would have been more popular. This one I can live with, \
         quite literally: it hangs above my desk.",
    ),
    image(
        "Process frame",
        "Halfway through the algorithm, caught before it tidied up after itself.",
        "The finished one is calmer. But there's something in the mess that I didn't want to \
         lose.",
    ),
    image(
        "For the holders' wall",
        "A print-ready picture for everybody who has been around since the early sets.",
        "Print it as large as you dare. I'd be delighted to hear on which wall it ended up and \
         who objected.",
    ),
    image(
        "Monochrome week",
        "I took away all but one colour and the series became honest at once.",
        "Without colour to hide behind, the structure has to carry it. It wobbles only a little.",
    ),
    image(
        "The last of the series",
        "Every set needs an ending. This is where that system runs out of things to say.",
        "I retired the code once it was done and went outdoors. Thank you for staying with it for \
         so long.",
    ),
    image(
        "Sketch for a dynamic piece",
        "It'll change with the hour one day. For now, here is a single hour.",
        "I picked the hour in which I'm most likely to be awake and least likely to be useful.",
    ),
];
