//! What the demo's creators ask everybody, with the answers.

/// A question below a short text.
#[derive(Clone, Copy, Debug)]
pub struct PollText {
    pub handle: &'static str,
    pub title: &'static str,
    pub body: &'static str,
    pub options: &'static [&'static str],
}

pub const POLLS: [PollText; 3] = [
    PollText {
        handle: "tomo_hara",
        title: "What shall I carve next?",
        body: "The block is ready and I cannot decide. You have a week; the first proof goes to somebody who voted.",
        options: &[
            "The harbour at low tide",
            "A heron among reeds",
            "My neighbour's bicycle",
            "Rain, nothing else",
        ],
    },
    PollText {
        handle: "otto_lindqvist",
        title: "How long should the next piece be?",
        body: "I have forty minutes of tape from the winter and want to keep only what earns its place.",
        options: &[
            "Four minutes, a song",
            "Ten minutes, a walk",
            "All forty, I have tea",
        ],
    },
    PollText {
        handle: "vera_akvarel",
        title: "О чём следующий разбор?",
        body: "Запишу его в выходные. Если спорите между двумя темами, берите ту, которую давно откладываете.",
        options: &["Вода и отражения", "Тени без чёрного", "Как не переписать лист"],
    },
];
