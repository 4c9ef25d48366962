//! Handles and names for the crowd of a large demo: made from a number, unique for every number.

const ADJECTIVES: [&str; 32] = [
    "amber", "brave", "calm", "clever", "coral", "cosy", "dusty", "early", "fuzzy", "gentle", "golden",
    "happy", "hidden", "honest", "indigo", "jolly", "kind", "lucky", "lunar", "mellow", "misty", "modest",
    "nimble", "polite", "quiet", "rapid", "rusty", "silver", "sleepy", "sunny", "velvet", "witty",
];

const NOUNS: [&str; 37] = [
    "acorn", "badger", "beacon", "biscuit", "canoe", "comet", "cricket", "falcon", "fern", "fox", "harbor",
    "heron", "island", "kettle", "lantern", "lemon", "maple", "marble", "meadow", "moth", "otter", "paper",
    "pebble", "pepper", "piano", "plum", "raven", "river", "robin", "sparrow", "teapot", "thistle", "tiger",
    "turnip", "walnut", "willow", "wren",
];

const FIRST: [&str; 48] = [
    "Ada", "Aiden", "Aisha", "Alma", "Andrés", "Anya", "Bilal", "Bruno", "Chiara", "Daniyar", "Delia",
    "Ebba", "Elias", "Esi", "Fatou", "Finn", "Goran", "Hana", "Idris", "Iris", "Jamal", "Jana", "Kenji",
    "Kwame", "Lena", "Luca", "Malika", "Marta", "Milan", "Nadia", "Nils", "Olga", "Omar", "Paula", "Rafael",
    "Rosa", "Sami", "Sara", "Selma", "Tariku", "Tuva", "Ugo", "Vera", "Wen", "Yusuf", "Zain", "Zofia",
    "Zola",
];

const LAST: [&str; 53] = [
    "Abara", "Almeida", "Andersen", "Bakare", "Becker", "Bianchi", "Castro", "Cohen", "Dahl", "Demir",
    "Diallo", "Dubois", "Eriksen", "Farah", "Fischer", "Garcia", "Haddad", "Hansen", "Horvat", "Ibrahim",
    "Ito", "Janssen", "Kaya", "Kim", "Kovacs", "Larsen", "Lindgren", "Lopez", "Maier", "Mensah", "Mori",
    "Moreau", "Nguyen", "Novak", "Okoye", "Olsen", "Patel", "Petrova", "Popescu", "Ramos", "Rossi", "Santos",
    "Sato", "Silva", "Singh", "Suzuki", "Tan", "Toure", "Varga", "Weber", "Yilmaz", "Zaman", "Zhou",
];

/// The word that a number picks.
fn pick(words: &[&'static str], n: u32) -> &'static str {
    words.get(n as usize % words.len()).copied().unwrap_or_default()
}

/// A handle no other number has: the number stands at its end.
pub fn generated_handle(n: u32) -> String {
    format!("{}_{}{n}", pick(&ADJECTIVES, n), pick(&NOUNS, n))
}

/// A name to read; many numbers later it comes again.
pub fn generated_name(n: u32) -> String {
    format!("{} {}", pick(&FIRST, n), pick(&LAST, n))
}
