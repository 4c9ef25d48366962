//! The tags that the demo's creators put on their posts: what they write about, found in their own words.

use super::PostText;
use shared::text::Lang;

/// A tag and the beginnings of words that call for it.
type Known = (&'static str, &'static [&'static str]);

const ART: &[Known] = &[
    ("papercut", &["paper", "scissor", "cut-out"]),
    ("generative", &["random", "algorithm", "angle", "vortex"]),
    ("landscape", &["sea", "desert", "dune", "mountain", "hill"]),
    ("studio", &["room", "studio", "table"]),
    ("colour", &["colour", "blue", "yellow"]),
    ("process", &["sketch", "layer", "mistake", "draft"]),
];
const MUSIC: &[Known] = &[
    ("ambient", &["drone", "ambient", "quiet", "hum"]),
    ("synth", &["synth", "oscillat", "filter"]),
    ("mixing", &["mix", "master", "bass", "loud"]),
    ("fieldrecording", &["recorded", "microphone", "rain"]),
    ("practice", &["practice", "scale", "chord", "rehears"]),
];
const GAMING: &[Known] = &[
    ("speedrun", &["speedrun", "record", "frame"]),
    ("indie", &["indie", "pixel", "small game"]),
    ("strategy", &["strategy", "turn", "build"]),
    ("review", &["review", "hours", "finished"]),
    ("retro", &["retro", "cartridge", "old"]),
];
const LIFESTYLE: &[Known] = &[
    ("home", &["home", "kitchen", "room", "house"]),
    ("garden", &["garden", "plant", "seed", "leaf"]),
    ("cooking", &["cook", "bread", "soup", "recipe"]),
    ("slowliving", &["slow", "morning", "walk", "quiet"]),
    ("travel", &["train", "travel", "city", "road"]),
];
const FITNESS: &[Known] = &[
    ("running", &["run", "pace", "kilomet", "mile"]),
    ("strength", &["squat", "lift", "strength", "deadlift", "press"]),
    ("mobility", &["mobility", "stretch", "hip", "shoulder"]),
    ("recovery", &["rest", "sleep", "recover"]),
    ("beginners", &["first", "begin", "start"]),
];
const TECH: &[Known] = &[
    ("rust", &["rust", "borrow", "crate"]),
    ("hardware", &["board", "solder", "sensor", "chip"]),
    ("databases", &["database", "query", "index", "sql"]),
    ("debugging", &["bug", "debug", "crash", "log"]),
    ("opensource", &["open source", "maintain", "issue"]),
];
const DEFI: &[Known] = &[
    ("liquidity", &["liquidity", "pool"]),
    ("risk", &["risk", "liquidat", "loss"]),
    ("yield", &["yield", "interest", "rate"]),
    ("explained", &["explain", "means", "how"]),
];
const NFT: &[Known] = &[
    ("pixelart", &["pixel", "sprite"]),
    ("collection", &["collection", "edition", "mint"]),
    ("process", &["sketch", "draw", "trait"]),
    ("provenance", &["owner", "provenance", "chain"]),
];
const TRADING: &[Known] = &[
    ("journal", &["journal", "week", "trade"]),
    ("risk", &["risk", "stop", "loss", "size"]),
    ("charts", &["chart", "level", "candle"]),
    ("psychology", &["patien", "fear", "wait", "discipline"]),
];
const GAMEFI: &[Known] = &[
    ("guild", &["guild", "team", "clan"]),
    ("economy", &["econom", "token", "price", "market"]),
    ("worlds", &["world", "map", "island", "land"]),
    ("guide", &["guide", "begin", "first", "how"]),
];
const BLOCKCHAIN: &[Known] = &[
    ("solana", &["solana", "lamport", "validator"]),
    ("programs", &["program", "account", "instruction"]),
    ("security", &["key", "secur", "audit", "attack"]),
    ("explained", &["explain", "means", "how"]),
];
const INTIMATE: &[Known] = &[
    ("letters", &["letter", "wrote", "write"]),
    ("evening", &["evening", "night", "candle", "lamp"]),
    ("selfcare", &["bath", "skin", "rest", "body"]),
    ("portrait", &["portrait", "mirror", "light"]),
];
const EDUCATION: &[Known] = &[
    ("maths", &["number", "proof", "angle", "geometr", "math"]),
    ("language", &["word", "language", "grammar"]),
    ("history", &["history", "century", "map"]),
    ("science", &["experiment", "physic", "light", "water"]),
];
const COMEDY: &[Known] = &[
    ("standup", &["stage", "set", "audience", "joke"]),
    ("sketches", &["sketch", "scene", "character"]),
    ("everyday", &["neighbour", "office", "queue", "kitchen"]),
    ("puns", &["pun", "word"]),
];
const RUSSIAN: &[Known] = &[
    ("акварель", &["аквар", "краск", "кист"]),
    ("музыка", &["музык", "звук", "аккорд", "песн"]),
    ("дом", &["дом", "кухн", "утр"]),
    ("учёба", &["урок", "задач", "слов", "книг"]),
    ("природа", &["лес", "мор", "снег", "дожд"]),
    ("заметки", &["пис", "дума", "помн"]),
];

fn known(category: &str, lang: Lang) -> &'static [Known] {
    if lang == Lang::Ru {
        return RUSSIAN;
    }
    match category {
        "music" => MUSIC,
        "gaming" => GAMING,
        "lifestyle" => LIFESTYLE,
        "fitness" => FITNESS,
        "tech" => TECH,
        "defi" => DEFI,
        "nft" => NFT,
        "trading" => TRADING,
        "gamefi" => GAMEFI,
        "blockchain" => BLOCKCHAIN,
        "intimate" => INTIMATE,
        "education" => EDUCATION,
        "comedy" => COMEDY,
        _ => ART,
    }
}

/// Up to three tags of a text, by the beginnings of its words.
pub fn tags(category: &str, lang: Lang, text: &PostText) -> Vec<&'static str> {
    let all = format!(" {} {} {} {}", text.title, text.teaser, text.body, text.alt).to_lowercase();
    let said = |start: &&str| all.contains(&format!(" {start}"));
    known(category, lang)
        .iter()
        .filter(|(_, starts)| starts.iter().any(said))
        .map(|(tag, _)| *tag)
        .take(3)
        .collect()
}
