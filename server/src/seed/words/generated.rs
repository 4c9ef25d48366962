//! Names for the large measurement set, made from word lists and a number; two numbers never give one handle.

/// The first syllables of a handle.
const TRAITS: [&str; 64] = [
    "amber", "april", "autumn", "birch", "blue", "brave", "bright", "calm", "cedar", "clear", "cloud",
    "coral", "cosmic", "crisp", "dawn", "deep", "drift", "dusk", "early", "ember", "fern", "fresh", "gentle",
    "golden", "grand", "green", "happy", "hazel", "honest", "indigo", "ivory", "jade", "kind", "late",
    "lemon", "light", "little", "lunar", "maple", "merry", "misty", "moss", "north", "ocean", "olive",
    "open", "paper", "pearl", "plain", "quick", "quiet", "rain", "river", "rosy", "salt", "silver", "slow",
    "small", "solar", "still", "sunny", "tidy", "warm", "wild",
];

const BEINGS: [&str; 64] = [
    "acorn", "anchor", "apple", "badger", "basil", "bell", "birch", "boat", "book", "bridge", "brook",
    "button", "canoe", "clover", "comet", "crane", "daisy", "deer", "dove", "elm", "falcon", "field",
    "finch", "forest", "fox", "garden", "hare", "heron", "hill", "horizon", "iris", "island", "kite", "lake",
    "lamp", "lark", "leaf", "linden", "lynx", "magpie", "meadow", "mint", "moon", "moth", "oak", "otter",
    "owl", "pebble", "pine", "plum", "poppy", "quail", "raven", "reed", "robin", "sail", "seal", "sparrow",
    "star", "stone", "swan", "thistle", "tulip", "willow",
];

const FIRST: [&str; 80] = [
    "Aaron", "Abena", "Adela", "Aino", "Akira", "Alba", "Alina", "Amir", "Anders", "Anika", "Anna", "Arturo",
    "Asha", "Astrid", "Ayumi", "Beatriz", "Bilal", "Bruno", "Camila", "Carmen", "Cezary", "Chen", "Chidi",
    "Clara", "Daniel", "Daria", "Deniz", "Diego", "Edith", "Elena", "Elif", "Emil", "Esther", "Farah",
    "Felix", "Fiona", "Freya", "Giulia", "Grace", "Hamza", "Hanna", "Hugo", "Ibrahim", "Ida", "Ingrid",
    "Isaac", "Ivan", "Jana", "Javier", "Jin", "Joana", "Kadri", "Karim", "Katya", "Kemal", "Lars", "Laura",
    "Leo", "Lina", "Luka", "Maeve", "Malik", "Marta", "Mei", "Milan", "Nadia", "Naoki", "Nina", "Olga",
    "Omar", "Paula", "Rafi", "Rosa", "Sami", "Sara", "Tariq", "Tessa", "Uma", "Viktor", "Zara",
];

const LAST: [&str; 81] = [
    "Abebe",
    "Aguilar",
    "Ahmadi",
    "Almeida",
    "Andersen",
    "Bakker",
    "Banerjee",
    "Barros",
    "Bauer",
    "Becker",
    "Benali",
    "Berg",
    "Bianchi",
    "Bondar",
    "Boyle",
    "Castro",
    "Chowdhury",
    "Cohen",
    "Costa",
    "Dahl",
    "Delgado",
    "Demir",
    "Diaz",
    "Dubois",
    "Dvorak",
    "Eze",
    "Farrell",
    "Fischer",
    "Fonseca",
    "Fujita",
    "Garcia",
    "Georgiou",
    "Gill",
    "Greco",
    "Haas",
    "Hansen",
    "Hassan",
    "Herrera",
    "Horvat",
    "Ito",
    "Ivanov",
    "Jansen",
    "Kaya",
    "Keller",
    "Khan",
    "Kim",
    "Koskinen",
    "Kovacs",
    "Kumar",
    "Lam",
    "Larsen",
    "Laurent",
    "Lindberg",
    "Lopez",
    "Marino",
    "Mbeki",
    "Mensah",
    "Meyer",
    "Moreau",
    "Mori",
    "Mwangi",
    "Nakamura",
    "Navarro",
    "Nguyen",
    "Nowak",
    "Okada",
    "Olsen",
    "Park",
    "Petrov",
    "Popescu",
    "Quinn",
    "Rahman",
    "Reyes",
    "Rossi",
    "Santos",
    "Silva",
    "Tanaka",
    "Thapa",
    "Virtanen",
    "Weber",
    "Yilmaz",
];

fn word(list: &[&'static str], number: u32) -> &'static str {
    let length = u32::try_from(list.len()).unwrap_or(1).max(1);
    list.get((number % length) as usize).copied().unwrap_or("someone")
}

/// A handle of its own for every number: two words and the number itself.
pub fn generated_handle(n: u32) -> String {
    // A step without a common factor walks through all pairs before one comes again.
    let mixed = n.wrapping_mul(2_741);
    let (a, b) = (word(&TRAITS, mixed), word(&BEINGS, mixed / 64));
    // Twenty characters at the most: long pairs give up their second word.
    let both = format!("{a}_{b}{n}");
    if both.len() <= 20 {
        both
    } else {
        format!("{a}_{n}")
    }
}

/// A name for a number; names may meet again, as they do in life.
pub fn generated_name(n: u32) -> String {
    let (first, last) = (
        word(&FIRST, n.wrapping_mul(37)),
        word(&LAST, n.wrapping_mul(37) / 80 + n),
    );
    format!("{first} {last}")
}
